package io.steatite.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.RepeatedInputStream;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecodedInputStreamTest {
  private static final String TEXT = "Soapstone bowls, polished. ".repeat(400);

  private static DecodedInputStream decoded(Zipped zipped, InputStream in, HttpLimits limits) {
    return new DecodedInputStream(in, zipped.coding(), limits);
  }

  private static DecodedInputStream decoded(Zipped zipped, byte[] bytes) {
    return decoded(zipped, new ByteArrayInputStream(bytes), HttpLimits.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasCompressedComesBack(Zipped zipped) throws IOException {
    InputStream slow = ThrottledInputStream.of(zipped.bytes(TEXT), 3, 1);
    try (InputStream in = decoded(zipped, slow, HttpLimits.DEFAULT)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(TEXT);
    }
    try (InputStream in = decoded(zipped, zipped.bytes(""))) {
      assertThat(in.read()).isNegative();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCutOffIsNeverComplete(Zipped zipped) {
    byte[] whole = zipped.bytes(TEXT);
    for (int length = 1; length < whole.length; length++) {
      DecodedInputStream in = decoded(zipped, Arrays.copyOf(whole, length));
      assertThatThrownBy(in::readAllBytes)
          .as("cut at %d", length)
          .isInstanceOf(MalformedMessageException.class);
      assertThat(in.failure()).isPresent();
      assertThat(in.excess()).isEmpty();
    }
  }

  /** RFC 1952 section 2.2; the next member may not have arrived when the one before it ends. */
  @Test
  void membersOfGzipAreOneBodyHoweverLateTheyCome() throws IOException {
    InputStream first = new ByteArrayInputStream(Zipped.GZIP.bytes(TEXT));
    InputStream second = new ByteArrayInputStream(Zipped.GZIP.bytes("The end."));
    InputStream both = new SequenceInputStream(first, second); // nothing available in between
    try (InputStream in = decoded(Zipped.GZIP, both, HttpLimits.DEFAULT)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(TEXT + "The end.");
    }
  }

  @Test
  void whatIsBrokenIsAnErrorOrTheSameAgain() throws IOException {
    for (MutatedBytes broken : MutatedBytes.of(Zipped.GZIP.bytes(TEXT), 19, 500).toList()) {
      DecodedInputStream in = decoded(Zipped.GZIP, broken.bytes());
      try {
        assertThat(new String(in.readAllBytes(), UTF_8)).as(broken.toString()).isEqualTo(TEXT);
      } catch (MalformedMessageException e) {
        assertThat(in.failure()).as(broken.toString()).contains(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void moreThanTheLimitIsNeverGiven(Zipped zipped) throws IOException {
    HttpLimits limits = HttpLimits.builder().decodedBody(TEXT.length()).build();
    byte[] whole = zipped.bytes(TEXT);
    assertThat(decoded(zipped, new ByteArrayInputStream(whole), limits).readAllBytes())
        .hasSize(TEXT.length());
    limits = HttpLimits.builder().decodedBody(TEXT.length() - 1).build();
    DecodedInputStream in = decoded(zipped, new ByteArrayInputStream(whole), limits);
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("HttpLimits.decodedBody = " + (TEXT.length() - 1));
    }
    assertThat(in.excess()).isPresent();
    assertThat(in.failure()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBombIsRecognizedByItsRatioLongBeforeTheLimit(Zipped zipped) throws IOException {
    byte[] bomb = zipped.bytes(new RepeatedInputStream("", " ".repeat(1 << 10), 1 << 16, ""));
    HttpLimits limits = HttpLimits.builder().decodedBody(HttpLimits.UNLIMITED).build();
    DecodedInputStream in = decoded(zipped, new ByteArrayInputStream(bomb), limits);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> in.transferTo(out))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("HttpLimits.decodedRatio = 200");
    assertThat(out.size()).isBetween(1 << 20, 4 << 20);
    InputStream allowed =
        decoded(
            zipped, new ByteArrayInputStream(bomb), limits.toBuilder().decodedRatio(1100).build());
    assertThat(allowed.transferTo(OutputStream.nullOutputStream())).isEqualTo(1L << 26);
  }

  @Test
  void aNetworkThatFailsIsNoFaultOfTheCoding() {
    IOException broken = new IOException("broken");
    byte[] start = Arrays.copyOf(Zipped.GZIP.bytes(TEXT), 30);
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }
        };
    DecodedInputStream in =
        decoded(
            Zipped.GZIP,
            new SequenceInputStream(new ByteArrayInputStream(start), failing),
            HttpLimits.DEFAULT);
    assertThatThrownBy(in::readAllBytes).isSameAs(broken);
    assertThat(in.failure()).isEmpty();
  }
}
