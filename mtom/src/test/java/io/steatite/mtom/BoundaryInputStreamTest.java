package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryInputStreamTest {
  private static final String BOUNDARY = "uuid:x+id=1";
  private static final int BUFFER = 16 << 10;

  private static List<String> sections(InputStream in, String boundary) throws IOException {
    BoundaryInputStream sections = new BoundaryInputStream(in, boundary);
    List<String> all = new ArrayList<>();
    do {
      all.add(Packages.text(sections.readAllBytes()));
    } while (sections.next());
    return all;
  }

  private static void assertSections(String bytes, String... expected) throws IOException {
    for (int most : new int[] {1, 2, 3, 7, 1 << 20}) {
      InputStream in = ThrottledInputStream.of(Packages.bytes(bytes), most, most);
      assertThat(sections(in, BOUNDARY)).containsExactly(expected);
    }
  }

  @Test
  void delimitersSeparateSections() throws IOException {
    assertSections(
        "--uuid:x+id=1\r\na\r\n--uuid:x+id=1\r\n\r\nb\r\n--uuid:x+id=1--\r\n", "", "a", "\r\nb");
    assertSections("pre\r\n--uuid:x+id=1\r\na\r\n--uuid:x+id=1--\r\nepi", "pre", "a");
  }

  @Test
  void linesMayEndWithLf() throws IOException {
    assertSections("\n--uuid:x+id=1\na\n--uuid:x+id=1\nb\r\r\n--uuid:x+id=1--", "", "a", "b\r");
  }

  @Test
  void whiteSpaceMayFollowADelimiter() throws IOException {
    assertSections("--uuid:x+id=1 \t \r\na\r\n--uuid:x+id=1-- \t", "", "a");
  }

  @Test
  void sectionBetweenTwoDelimitersMayBeEmpty() throws IOException {
    assertSections("--uuid:x+id=1\r\n--uuid:x+id=1\r\n\r\n--uuid:x+id=1--\r\n", "", "", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--uuid:x+id=12",
        "--uuid:x+id=1-",
        "--uuid:x+id=1-x",
        "--uuid:x+id=1--x",
        "--uuid:x+id=1 x",
        "--uuid:x+id=1\rx",
        "--uuid:x+id",
        "--uuid:x+id=",
        "-uuid:x+id=1",
        "---uuid:x+id=1",
        " --uuid:x+id=1",
        "--UUID:X+ID=1",
        "x--uuid:x+id=1",
        "--uuid:x+id=2"
      })
  void linesLikeDelimitersAreContent(String line) throws IOException {
    String content = "a\r\n" + line + "\r\n\r\n" + line + "\n" + line + "\r";
    assertSections("--uuid:x+id=1\r\n" + content + "\r\n--uuid:x+id=1--", "", content);
    assertSections("--uuid:x+id=1\r\n" + line + "\r\n--uuid:x+id=1--", "", line);
  }

  @Test
  void missingLastDelimiterIsMalformed() {
    byte[] whole =
        Packages.bytes("p\r\n--uuid:x+id=1\r\nabc\r\n--uuid:x+id=1\r\nd\r\n--uuid:x+id=1--");
    for (int length = 0; length < whole.length; length++) {
      InputStream in = new ByteArrayInputStream(whole, 0, length);
      assertThatThrownBy(() -> sections(in, BOUNDARY))
          .as("%d bytes", length)
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void endlessDelimiterLineIsMalformed() {
    String line = "--uuid:x+id=1" + " ".repeat(100_000);
    assertThatThrownBy(() -> sections(new ByteArrayInputStream(Packages.bytes(line)), BOUNDARY))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("delimiter line");
  }

  /** No byte is lost or added, for any position of the delimiter in the buffer. */
  @Test
  void delimiterIsFoundAtAnyPositionInTheBuffer() throws IOException {
    for (int size = BUFFER - 80; size < BUFFER + 80; size++) {
      assertExact(size);
      assertExact(size + BUFFER);
    }
  }

  private static void assertExact(int size) throws IOException {
    String content = Packages.text(Packages.random(size));
    String bytes = "--uuid:x+id=1\r\n" + content + "\r\n--uuid:x+id=1\r\nnext\r\n--uuid:x+id=1--";
    List<String> all = sections(new ByteArrayInputStream(Packages.bytes(bytes)), BOUNDARY);
    assertThat(all.get(1).equals(content)).as("%d bytes", size).isTrue();
    assertThat(all).hasSize(3).last().isEqualTo("next");
  }

  /** Content made of parts of delimiters, read in blocks of any size. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void contentMadeOfPartialDelimitersIsReadUnchanged(long seed) throws IOException {
    Random random = new Random(seed);
    String[] pieces = {"\r", "\n", "-", "--", "uuid:x+id=1", "--uuid:x+id=1", "1", " ", "x"};
    for (int round = 0; round < 200; round++) {
      StringBuilder content = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        content.append(pieces[random.nextInt(pieces.length)]);
      }
      String bytes = "\n" + content + "\n";
      boolean holdsDelimiter = bytes.matches("(?s).*\n--uuid:x\\+id=1(--)?[ \t]*\r?\n.*");
      if (!holdsDelimiter) {
        assertSections(
            "--uuid:x+id=1\r\n" + content + "\r\n--uuid:x+id=1--", "", content.toString());
      }
    }
  }

  /** The search must not skip a delimiter, for boundaries of any form. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "-", "--", "aaaa", "abab", "----=_Part_0_1.2", "a b", "0123456789"})
  void boundaryOfAnyFormIsFound(String boundary) throws IOException {
    for (int size = 0; size < 40; size++) {
      String content = (boundary.startsWith("-") ? "x" : boundary.substring(0, 1)).repeat(size);
      String bytes = "--" + boundary + "\r\n" + content + "\r\n--" + boundary + "--\r\n";
      List<String> all = sections(new ByteArrayInputStream(Packages.bytes(bytes)), boundary);
      assertThat(all).containsExactly("", content);
    }
  }

  @Test
  void sectionIsReadBeforeTheNextOneHasArrived() throws IOException {
    byte[] first = Packages.bytes("--uuid:x+id=1\r\nfirst\r\n--uuid:x+id=1\r\n");
    InputStream in =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            if (at == first.length) {
              throw new AssertionError("reads on");
            }
            return first[at++];
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            bytes[offset] = (byte) read();
            return 1;
          }
        };
    BoundaryInputStream sections = new BoundaryInputStream(in, BOUNDARY);
    assertThat(sections.next()).isTrue();
    assertThat(sections.readAllBytes()).asString().isEqualTo("first");
    assertThat(sections.next()).isTrue();
  }

  @Test
  void singleBytesCanBeRead() throws IOException {
    BoundaryInputStream sections =
        new BoundaryInputStream(
            new ByteArrayInputStream(Packages.bytes("--uuid:x+id=1\r\n\u00ff\r\n--uuid:x+id=1--")),
            BOUNDARY);
    sections.next();
    assertThat(sections.read()).isEqualTo(0xFF);
    assertThat(sections.read()).isEqualTo(-1);
    assertThat(sections.next()).isFalse();
    assertThat(sections.next()).isFalse();
    assertThat(Arrays.asList(sections.read())).containsExactly(-1);
  }
}
