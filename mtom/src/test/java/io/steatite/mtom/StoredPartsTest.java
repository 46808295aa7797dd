package io.steatite.mtom;

import static io.steatite.mtom.Packages.file;
import static io.steatite.mtom.Packages.root;
import static io.steatite.mtom.Packages.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.SteatiteException;
import io.steatite.envelope.Message;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that are stored in memory and in the temporary file of their message. */
class StoredPartsTest {
  private static final int SIZE = 50_000;

  private final ResourceAccount host = ResourceAccount.of("ServiceHost", 1 << 24, 1 << 24);
  private final ResourceAccount account = host.open();

  /** Returns a package whose root part is the last one, so that all other parts are stored. */
  private static InputStream rootLast(int parts) {
    return new ByteArrayInputStream(Packages.bytes(files(parts) + root("AAAA") + Packages.end()));
  }

  private static String files(int count) {
    StringBuilder pieces = new StringBuilder();
    for (int i = 0; i < count; i++) {
      pieces.append(file("<" + i + "@test>", content(i)));
    }
    return pieces.toString();
  }

  private static String content(int number) {
    return (number + ",").repeat(SIZE).substring(0, SIZE);
  }

  private static Message decode(InputStream in, ResourceAccount account) throws IOException {
    return MtomEncoder.of(Packages.V12).decode(in, type("start", "<root@test>"), account);
  }

  private static String text(DataSource content) throws IOException {
    return Packages.text(content.getInputStream().readAllBytes());
  }

  @Test
  void partsOfOneMessageShareItsMemoryLimit() throws Exception {
    try (Message message = decode(rootLast(40), account)) {
      assertThat(account.memory()).isBetween(950_000L, 1L << 20);
      assertThat(account.memory() + account.disk()).isEqualTo(40L * SIZE);
      List<DataSource> all = Attachments.of(message).orElseThrow().all();
      for (int i = 0; i < 40; i++) {
        assertThat(text(all.get(i))).isEqualTo(content(i));
      }
    }
    assertThat(host.memory() + host.disk()).isZero();
  }

  @Test
  void partsAreWrittenToTheFileWhenTheHostHasNoMemoryLeft() throws Exception {
    host.takeMemory((1 << 24) - 2 * SIZE);
    try (Message message = decode(rootLast(5), account)) {
      assertThat(account.memory()).isEqualTo(2 * SIZE);
      assertThat(account.disk()).isEqualTo(3 * SIZE);
      DataSource last = Attachments.of(message).orElseThrow().find("4@test").orElseThrow();
      assertThat(text(last)).isEqualTo(content(4));
    }
    assertThat(account.memory() + account.disk()).isZero();
  }

  @Test
  void fullDiskIsAReceiverFault() {
    host.takeDisk((1 << 24) - SIZE);
    assertThatThrownBy(() -> decode(rootLast(40), account))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("ServiceHost.disk = " + (1 << 24))
        .returns(SteatiteException.Kind.RECEIVER, e -> ((SteatiteException) e).kind());
    assertThat(account.memory() + account.disk()).isZero();
  }

  @Test
  void storedPartCanBeReadTwiceAtTheSameTime() throws Exception {
    try (Message message = decode(rootLast(30), account)) {
      DataSource last = Attachments.of(message).orElseThrow().find("29@test").orElseThrow();
      try (InputStream one = last.getInputStream();
          InputStream other = last.getInputStream()) {
        assertThat(one.readNBytes(SIZE / 2)).isEqualTo(other.readNBytes(SIZE / 2));
        assertThat(one.readAllBytes()).isEqualTo(other.readAllBytes()).hasSize(SIZE / 2);
      }
    }
  }

  /** The stack does not answer after an Error, so no other code would release the stored parts. */
  @ParameterizedTest
  @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class})
  void errorWhileDecodingReleasesStoredParts(Class<? extends Error> type) throws Exception {
    Error error = type.getConstructor(String.class).newInstance("from a decoder");
    InputStream in =
        new SequenceInputStream(
            new ByteArrayInputStream(Packages.bytes(files(40))),
            new InputStream() {
              @Override
              public int read() {
                assertThat(account.disk()).isGreaterThan(0);
                throw error;
              }
            });
    assertThat(catchThrowable(() -> decode(in, account))).isSameAs(error);
    assertThat(account.memory() + account.disk()).isZero();
  }
}
