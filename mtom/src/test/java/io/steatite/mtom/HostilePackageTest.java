package io.steatite.mtom;

import static io.steatite.mtom.Packages.end;
import static io.steatite.mtom.Packages.file;
import static io.steatite.mtom.Packages.filesOf;
import static io.steatite.mtom.Packages.include;
import static io.steatite.mtom.Packages.part;
import static io.steatite.mtom.Packages.root;
import static io.steatite.mtom.Packages.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePackageTest {
  private static final MimeLimits LIMITS = MimeLimits.builder().memoryBytes(100).build();

  @TempDir Path directory;

  @AfterEach
  void streamIsClosedAndNoTemporaryFileRemains() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  /** Reads the message to its end, and checks that the stream is closed in any case. */
  private void readAll(InputStream in, MediaType type) throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream watched =
        new FilterInputStream(in) {
          @Override
          public void close() throws IOException {
            closed.set(true);
            super.close();
          }
        };
    MtomEncoder encoder =
        MtomEncoder.of(Packages.V12).withLimits(LIMITS).withTemporaryDirectory(directory);
    try (Message message = encoder.decode(watched, type)) {
      filesOf(message);
    } finally {
      assertThat(closed).isTrue();
    }
  }

  private void readAll(MediaType type, String... pieces) throws Exception {
    readAll(new ByteArrayInputStream(Packages.bytes(String.join("", pieces))), type);
  }

  private void bufferAll(MediaType type, String... pieces) throws Exception {
    byte[] bytes = Packages.bytes(String.join("", pieces));
    try (Message message =
        MtomEncoder.of(Packages.V12).decode(new ByteArrayInputStream(bytes), type)) {
      message.body().buffer();
    }
  }

  private static void assertMalformed(String saying, ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(saying);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cid:",
        "http://127.0.0.1:1/",
        "https://127.0.0.1:1/",
        "file:///etc/passwd",
        "jar:file:///x!/y",
        "1@test",
        "c%69d:1@test",
        "//1@test"
      })
  void hrefOtherThanCidIsNotFollowed(String href) {
    assertMalformed(
        "cid:", () -> readAll(type(), root(include(href)), file("<1@test>", "x"), end()));
  }

  @Test
  void includeWithoutHrefIsMalformed() {
    assertMalformed("cid:", () -> readAll(type(), root("<xop:Include/>"), end()));
  }

  @Test
  void malformedPercentEncodingInHrefIsMalformed() {
    assertMalformed("percent-encoding", () -> readAll(type(), root(include("cid:%zz")), end()));
  }

  @Test
  void includeOfAMissingPartIsMalformed() {
    assertMalformed(
        "<2@test>",
        () -> readAll(type(), root(include("cid:2@test")), file("<1@test>", "x"), end()));
  }

  @Test
  void twoIncludesOfOnePartAreMalformed() {
    assertMalformed(
        "Two xop:Include",
        () ->
            readAll(
                type(),
                root(include("cid:1@test"), include("cid:1@test")),
                file("<1@test>", "x"),
                end()));
  }

  @Test
  void includeOfTheRootIsMalformed() {
    assertMalformed("root part", () -> readAll(type(), root(include("cid:root@test")), end()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<1@test>", "1@test", "<root@test>"})
  void twoPartsWithOneContentIdAreMalformed(String second) {
    assertMalformed(
        "Content-ID",
        () ->
            readAll(
                type(),
                root(include("cid:2@test")),
                file("<1@test>", "x"),
                file(second, "y"),
                file("<2@test>", "z"),
                end()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text%s",
        "%stext",
        "<f:x/>%s",
        "%s<f:x/>",
        "%s%s",
        "<![CDATA[x]]>%s",
        "%s<![CDATA[x]]>"
      })
  void includeWithOtherContentInItsElementIsMalformed(String content) {
    assertMalformed(
        "only content",
        () ->
            bufferAll(
                type(),
                root(content.replace("%s", include("cid:1@test"))),
                file("<1@test>", "x"),
                end()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "<f:x/>", "<xop:Include href='cid:1@test'/>"})
  void includeWithContentIsMalformed(String content) {
    assertMalformed(
        "must be empty",
        () ->
            readAll(
                type(),
                root("<xop:Include href='cid:1@test'>" + content + "</xop:Include>"),
                file("<1@test>", "x"),
                end()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f:x/>", "AAAA<f:x/>", " <f:x>AAAA</f:x>"})
  void elementInBinaryContentIsMalformed(String content) {
    assertMalformed("Expected binary content", () -> readAll(type(), root(content), end()));
  }

  @Test
  void includeInsteadOfTheEnvelopeIsMalformed() {
    assertThatThrownBy(
            () ->
                readAll(
                    type(),
                    part(
                        "Content-Type: application/xop+xml",
                        "<Include xmlns='http://www.w3.org/2004/08/xop/include' href='cid:1@t'/>"),
                    end()))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void startThatNamesNoPartIsMalformed() {
    assertMalformed(
        "<nobody@test>", () -> readAll(type("start", "<nobody@test>"), root("AAAA"), end()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/octet-stream", "multipart/related", "nonsense"})
  void rootOfAnotherTypeIsMalformed(String rootType) {
    assertMalformed(
        "root part",
        () -> readAll(type(), part("Content-Type: " + rootType, Packages.envelope("AAAA")), end()));
  }

  @Test
  void rootWithoutTypeOrInUnknownCharsetIsMalformed() {
    assertMalformed(
        "R4142",
        () -> readAll(type(), part("Content-ID: <r@t>", Packages.envelope("AAAA")), end()));
    assertMalformed(
        "The charset \"klingon\" of application/xop+xml is unknown",
        () ->
            readAll(
                type(),
                part("Content-Type: application/xop+xml; charset=klingon", Packages.envelope()),
                end()));
  }

  @Test
  void dtdInTheRootPartIsRefused() {
    assertThatThrownBy(
            () ->
                readAll(
                    type(),
                    part(
                        "Content-Type: application/xop+xml",
                        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/'>" + Packages.envelope()),
                    end()))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void missingOrImpossibleBoundaryIsMalformed() {
    for (String boundary : new String[] {"", " ", "b".repeat(71), "b\"", "b\r\nX: y", "\u00e9"}) {
      assertMalformed("boundary", () -> readAll(type("boundary", boundary), root("AAAA"), end()));
    }
    MediaType without = MediaType.parse("multipart/related; type=\"application/xop+xml\"");
    assertMalformed("no boundary parameter", () -> readAll(without, root("AAAA"), end()));
    assertMalformed("\"b\\u0007\"", () -> readAll(type("boundary", "b\u0007"), end()));
  }

  @Test
  void bodyWithoutPartsIsMalformed() {
    assertMalformed("MIME", () -> readAll(type()));
    assertMalformed("MIME", () -> readAll(type(), "just text"));
    assertMalformed("no parts", () -> readAll(type(), end()));
  }

  @Test
  void truncatedPackageIsMalformed() {
    String whole =
        root(include("cid:2@test"), include("cid:1@test"))
            + file("<1@test>", "one".repeat(100))
            + file("<2@test>", "two")
            + "--"
            + Packages.BOUNDARY
            + "--";
    byte[] bytes = Packages.bytes(whole);
    for (int length = 0; length < bytes.length; length++) {
      InputStream in = new ByteArrayInputStream(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> readAll(in, type()))
          .as("cut after %d of %d bytes", length, bytes.length)
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void failureOfTheStreamIsAnIOException() {
    String whole = root(include("cid:1@test")) + file("<1@test>", "one".repeat(10_000)) + end();
    for (int length : new int[] {0, 10, 200, 800, 20_000}) {
      InputStream in =
          new SequenceInputStream(
              new ByteArrayInputStream(Packages.bytes(whole), 0, length), new Failing());
      assertThatThrownBy(() -> readAll(in, type()))
          .satisfiesAnyOf(
              e -> assertThat(e).isInstanceOf(IOException.class).hasMessage("reset"),
              e -> assertThat(e).isInstanceOf(UncheckedIOException.class));
    }
  }

  private static final class Failing extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("reset");
    }
  }

  @Test
  void brokenHeadersAreMalformed() {
    assertMalformed("MIME", () -> readAll(type(), part("no colon", "x"), end()));
    assertMalformed(
        "two fields",
        () ->
            readAll(
                type(),
                root(include("cid:1@test")),
                part("Content-ID: <1@test>\nContent-ID: <2@test>", "x"),
                end()));
  }

  /** A decoder stops at the padding. Content after it must not be lost silently. */
  @ParameterizedTest
  @ValueSource(strings = {"QUI=QUJD", "QU=D", "QUI=\r\nQUJD", "QUI= !"})
  void base64ContentAfterThePaddingIsMalformed(String content) throws Exception {
    String headers = "Content-ID: <1@test>\nContent-Transfer-Encoding: base64";
    for (int blanks : new int[] {0, 100_000}) {
      String text = content.replace("=", "=" + " ".repeat(blanks));
      assertMalformed(
          "padding",
          () -> readAll(type(), root(include("cid:1@test")), part(headers, text), end()));
    }
    readAll(type(), root(include("cid:1@test")), part(headers, "QUI= \r\n "), end());
  }

  @Test
  void brokenTransferEncodingIsMalformed() {
    assertMalformed(
        "MIME",
        () ->
            readAll(
                type(),
                root(include("cid:1@test")),
                part("Content-ID: <1@test>\nContent-Transfer-Encoding: base64", "b25!"),
                end()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 17, 100_000})
  void lineThatStartsLikeTheBoundaryIsContent(int most) throws Exception {
    String content = "a\r\n--" + Packages.BOUNDARY + "0\r\nb --" + Packages.BOUNDARY + "0";
    String whole = root(include("cid:1@test")) + file("<1@test>", content) + end();
    try (Message message =
        MtomEncoder.of(Packages.V12)
            .decode(ThrottledInputStream.of(Packages.bytes(whole), most, most), type())) {
      assertThat(filesOf(message)).map(Packages::text).containsExactly(content);
    }
  }
}
