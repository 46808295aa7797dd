package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.ThrottledInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {
  private static final int[] READ_SIZES = {1, 2, 3, 7, 1 << 20};

  private record Part(PartHeaders headers, String content) {}

  /** Reads the only part of a package that starts with a delimiter line. */
  private static Part read(String part, int most, boolean strict) throws IOException {
    byte[] bytes = Packages.bytes("--b\r\n" + part + "\r\n--b--\r\n");
    BoundaryInputStream in =
        new BoundaryInputStream(ThrottledInputStream.of(bytes, most, most), "b");
    in.next();
    PartHeaders headers = new HeaderReader(MimeLimits.DEFAULT, strict).read(in);
    return new Part(headers, Packages.text(in.readAllBytes()));
  }

  private static Part read(String part) throws IOException {
    return read(part, 1 << 20, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-ID: <1@test>\r\n",
        "Content-ID: <1@test>\r\n\r\n",
        "Content-Type: a/b\r\nContent-ID: <1@test>\r\n",
        "Content-ID:\r\n <1@test>\r\n"
      })
  void headersMayEndAtTheEndOfThePart(String part) throws IOException {
    for (int most : READ_SIZES) {
      for (boolean strict : new boolean[] {false, true}) {
        Part read = read(part, most, strict);
        assertThat(read.headers().contentId()).isEqualTo("1@test");
        assertThat(read.content()).isEmpty();
      }
    }
  }

  /** The only line break belongs to the delimiter, so the header line has none. */
  @Test
  void lastHeaderMayLackItsLineBreakInLenientReading() throws IOException {
    for (int most : READ_SIZES) {
      assertThat(read("Content-ID: <1@test>", most, false).headers().contentId())
          .isEqualTo("1@test");
      assertThatThrownBy(() -> read("Content-ID: <1@test>", most, true))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("CRLF")
          .hasMessageContaining("Content-ID: <1@test>");
    }
  }

  @Test
  void partMayBeEmpty() throws IOException {
    for (String nothing : new String[] {"", "\r\n"}) {
      Part read = read(nothing);
      assertThat(read.headers().contentId()).isNull();
      assertThat(read.content()).isEmpty();
    }
  }

  @Test
  void contentStartsAfterTheHeadersForAllReadSizes() throws IOException {
    for (int size = 0; size < 600; size += 7) {
      String content = "\r\n" + "c".repeat(size);
      String header = "X-Filler: " + "f".repeat(size) + "\r\nContent-Type: a/b\r\n\r\n";
      for (int most : READ_SIZES) {
        Part read = read(header + content, most, true);
        assertThat(read.headers().contentType()).isEqualTo("a/b");
        assertThat(read.content()).isEqualTo(content);
      }
    }
  }

  @Test
  void foldedValuesAreUnfolded() throws IOException {
    assertThat(read("content-TYPE: \t a/b;\r\n\tc=d;\n e=f \r\n\r\n").headers().contentType())
        .isEqualTo("a/b;\tc=d; e=f");
  }

  /** The reader compares values with those of the previous part. */
  @Test
  void eachPartHasItsOwnValues() throws IOException {
    String[] types = {"a/b", "a/b", "a/c", "a/bc", "", "caf\u00c3\u00a9", "caf\u00c3\u00a9", "a/b"};
    StringBuilder parts = new StringBuilder();
    for (String type : types) {
      parts.append("--b\r\nContent-Type: ").append(type).append("\r\n\r\n\r\n");
    }
    BoundaryInputStream in =
        new BoundaryInputStream(
            ThrottledInputStream.of(Packages.bytes(parts + "--b--"), 9, 9), "b");
    HeaderReader reader = new HeaderReader(MimeLimits.DEFAULT, true);
    for (String type : types) {
      assertThat(in.next()).isTrue();
      assertThat(reader.read(in).contentType()).isEqualTo(type.replace("\u00c3\u00a9", "\u00e9"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: a\rb", "X: a\r", "X: \r\r\n y: z", "Content-ID: a\r\r\n"})
  void crWithoutLfIsMalformed(String header) {
    for (int most : READ_SIZES) {
      assertThatThrownBy(() -> read(header + "\r\n\r\n", most, false))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("CR without LF");
    }
  }

  @Test
  void malformedHeaderIsQuotedClippedAndPrintable() {
    assertThatThrownBy(() -> read("no\u001bcolon" + "x".repeat(1000) + "\r\n\r\n"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("no\\u001bcolonxxx")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(320));
    assertThatThrownBy(() -> read("Content-ID: <a>\r\nContent-ID: <b\u0007>\r\n\r\n"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("A MIME part has two fields Content-ID: \"<a>\" and \"<b\\u0007>\"");
  }

  /** A mutation is refused as malformed, or the result does not depend on the read sizes. */
  @Test
  void mutatedHeadersAreReadTheSameForAllReadSizes() {
    String headers =
        "Content-ID: <1@test>\r\nContent-Type: a/b;\r\n c=d\r\nX:\r\n\r\ncontent of the part";
    for (MutatedBytes mutation : MutatedBytes.of(Packages.bytes(headers), 7, 2000).toList()) {
      String text = Packages.text(mutation.bytes());
      String whole = verdict(text, 1 << 20);
      for (int most : new int[] {1, 2, 5}) {
        assertThat(verdict(text, most)).as(mutation.toString()).isEqualTo(whole);
      }
    }
  }

  private static String verdict(String part, int most) {
    try {
      Part read = read(part, most, false);
      PartHeaders headers = read.headers();
      return headers.contentIdField() + '|' + headers.contentType() + '|' + read.content();
    } catch (MalformedMessageException | LimitExceededException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
