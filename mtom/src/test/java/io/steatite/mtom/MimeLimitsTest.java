package io.steatite.mtom;

import static io.steatite.mtom.Packages.end;
import static io.steatite.mtom.Packages.file;
import static io.steatite.mtom.Packages.filesOf;
import static io.steatite.mtom.Packages.include;
import static io.steatite.mtom.Packages.part;
import static io.steatite.mtom.Packages.root;
import static io.steatite.mtom.Packages.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeLimitsTest {
  @TempDir Path directory;

  private MimeLimits limits = MimeLimits.builder().memoryBytes(100).build();

  @AfterEach
  void noTemporaryFileRemains() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private void readAll(String... pieces) throws Exception {
    MtomEncoder encoder =
        MtomEncoder.of(Packages.V12).withLimits(limits).withTemporaryDirectory(directory);
    byte[] bytes = Packages.bytes(String.join("", pieces));
    try (Message message = encoder.decode(new ByteArrayInputStream(bytes), type())) {
      filesOf(message);
    }
  }

  private static void assertLimit(String limit, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo(limit));
  }

  @Test
  void defaultsAreAsDocumented() {
    assertThat(MimeLimits.DEFAULT)
        .isEqualTo(new MimeLimits(1000, 64, 8192, 2147483648L, 1048576, 67108864, 1073741824L));
  }

  @Test
  void builderSetsAllLimits() {
    assertThat(
            MimeLimits.builder()
                .parts(1)
                .headers(2)
                .headerBytes(3)
                .partBytes(4)
                .memoryBytes(5)
                .materializedBytes(6)
                .storedBytes(7)
                .build())
        .isEqualTo(new MimeLimits(1, 2, 3, 4, 5, 6, 7));
    assertThat(MimeLimits.DEFAULT.toBuilder().build()).isEqualTo(MimeLimits.DEFAULT);
  }

  @Test
  void limitsMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimeLimits.builder().parts(0).build())
        .withMessageContaining("MimeLimits.parts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimeLimits.builder().storedBytes(-1).build());
  }

  @Test
  void memoryCannotBeUnlimited() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimeLimits.builder().memoryBytes(MimeLimits.UNLIMITED).build());
  }

  @Test
  void tooManyPartsAreRefused() throws Exception {
    limits = limits.toBuilder().parts(3).build();
    String[] pieces = {
      root(include("cid:2@test")), file("<1@test>", "x"), file("<2@test>", "x"), end()
    };
    readAll(pieces);
    limits = limits.toBuilder().parts(2).build();
    assertLimit("MimeLimits.parts", () -> readAll(pieces));
  }

  @Test
  void tooManyHeadersAreRefused() throws Exception {
    limits = limits.toBuilder().headers(4).build();
    readAll(root(include("cid:1@test")), part(headers(4), "x"), end());
    assertLimit(
        "MimeLimits.headers",
        () -> readAll(root(include("cid:1@test")), part(headers(5), "x"), end()));
  }

  private static String headers(int count) {
    return "Content-ID: <1@test>" + "\nX: y".repeat(count - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\nX: %s", "\nX: y\n %s", "\nX: y\nX: y\nX: %s", "\n%s: x"})
  void tooLongHeadersAreRefused(String header) throws Exception {
    limits = limits.toBuilder().headerBytes(400).build();
    String start = "Content-ID: <1@test>" + header;
    readAll(root(include("cid:1@test")), part(start.replace("%s", "x".repeat(300)), "x"), end());
    for (int size : new int[] {400, 100_000}) {
      assertLimit(
          "MimeLimits.headerBytes",
          () ->
              readAll(
                  root(include("cid:1@test")),
                  part(start.replace("%s", "x".repeat(size)), "x"),
                  end()));
    }
  }

  @Test
  void foldedAndRepeatedHeadersCountInFull() {
    limits = limits.toBuilder().headerBytes(400).headers(1000).build();
    for (String line : new String[] {"\nX: y", "\n y"}) {
      assertLimit(
          "MimeLimits.headerBytes",
          () ->
              readAll(
                  root(include("cid:1@test")),
                  part("Content-ID: <1@test>" + line.repeat(200), "x"),
                  end()));
    }
  }

  @Test
  void tooLargePartIsRefused() throws Exception {
    limits = limits.toBuilder().partBytes(1000).build();
    readAll(root(include("cid:1@test")), file("<1@test>", "x".repeat(1000)), end());
    assertLimit(
        "MimeLimits.partBytes",
        () -> readAll(root(include("cid:1@test")), file("<1@test>", "x".repeat(1001)), end()));
  }

  @Test
  void storedBytesOfAllPartsAreLimitedTogether() throws Exception {
    String[] pieces = {
      root(include("cid:2@test"), include("cid:1@test")),
      file("<1@test>", "x".repeat(600)),
      file("<2@test>", "x".repeat(50)),
      end()
    };
    limits = limits.toBuilder().storedBytes(600).build();
    readAll(pieces);
    limits = limits.toBuilder().storedBytes(598).build();
    assertLimit("MimeLimits.storedBytes", () -> readAll(pieces));
    limits = limits.toBuilder().storedBytes(599).memoryBytes(10_000).build();
    assertLimit("MimeLimits.storedBytes", () -> readAll(pieces));
  }
}
