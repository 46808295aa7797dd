package io.steatite.mtom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares {@code PartReader} with the token stream of Mime4j. Both find the same parts with the
 * same header fields and content in every package that {@code PartReader} accepts, for all read
 * sizes. The constants of {@link Difference} are the exceptions; each has an example.
 */
class MimeOracleTest {
  private static final String B = "b";

  /** The most bytes that Mime4j reads at a time. */
  private static final int MIME4J_BUFFER = 4096;

  private static final MimeLimits LIMITS =
      MimeLimits.builder().headers(MimeLimits.UNLIMITED).headerBytes(MimeLimits.UNLIMITED).build();

  /** The sizes of reads; the last one reads everything at once. */
  private static final int[] READ_SIZES = {1, 2, 5, 64, 1 << 20};

  /** The reasons why this module reads a package differently from Mime4j. */
  private enum Difference {
    /** A line that only starts like a delimiter is content. Mime4j takes it for a delimiter. */
    START_OF_A_LINE,
    /**
     * A delimiter in the middle of a line is content. Mime4j takes it for a delimiter if a read of
     * its buffer starts there.
     */
    WITHIN_A_LINE,
    /** A package that ends before its last delimiter is refused. */
    NO_LAST_DELIMITER("ends before its last delimiter"),
    /**
     * Header lines without a field name are refused. Mime4j skips them, or the text before the
     * colon.
     */
    NO_FIELD_NAME("has no field name before a colon"),
    /** A CR without LF in headers is refused. */
    CR_IN_HEADER("contains a CR without LF"),
    /** Two fields of the same relevant name are refused. */
    TWO_FIELDS("has two fields");

    private final String text;

    Difference() {
      this("not in any text of an exception");
    }

    Difference(String text) {
      this.text = text;
    }
  }

  private record Part(
      @Nullable String contentId,
      @Nullable String contentType,
      @Nullable String transferEncoding,
      String content) {}

  private static List<Part> ours(InputStream in, String boundary) throws IOException {
    BoundaryInputStream sections = new BoundaryInputStream(in, boundary);
    HeaderReader reader = new HeaderReader(LIMITS, false);
    List<Part> parts = new ArrayList<>();
    while (sections.next()) {
      PartHeaders headers = reader.read(sections);
      parts.add(
          new Part(
              headers.contentIdField(),
              headers.contentType(),
              headers.transferEncodingField(),
              Packages.text(sections.readAllBytes())));
    }
    return parts;
  }

  private static List<Part> mime4j(InputStream in, String boundary) throws IOException {
    MimeConfig config =
        MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderCount(-1).setMaxHeaderLen(-1).build();
    MimeTokenStream stream = new MimeTokenStream(config);
    stream.parseHeadless(in, MediaType.parse("multipart/related").with("boundary", boundary) + "");
    List<Part> parts = new ArrayList<>();
    PartHeaders headers = new PartHeaders();
    try {
      while (stream.getState() != EntityState.T_END_OF_STREAM) {
        switch (stream.getState()) {
          case T_START_BODYPART -> {
            headers = new PartHeaders();
            stream.setRecursionMode(RecursionMode.M_FLAT); // a nested multipart is content
          }
          case T_FIELD -> add(stream.getField(), headers);
          case T_BODY ->
              parts.add(
                  new Part(
                      headers.contentIdField(),
                      headers.contentType(),
                      headers.transferEncodingField(),
                      Packages.text(stream.getInputStream().readAllBytes())));
          default -> {}
        }
        stream.next();
      }
    } catch (MimeException e) {
      throw new AssertionError(e);
    }
    return parts;
  }

  private static void add(Field field, PartHeaders headers) {
    for (String name : PartHeaders.NAMES) {
      if (name.equalsIgnoreCase(field.getName())) {
        headers.add(name, XmlWhitespace.strip(field.getBody()));
      }
    }
  }

  /** Returns whether {@code --boundary} occurs without being a delimiter. */
  private static @Nullable Difference almostDelimiter(byte[] bytes, String boundary) {
    String quoted = "--" + Pattern.quote(boundary);
    String text = Packages.text(bytes);
    if (find("(?:^|\n)" + quoted + "(?!(?:--)?[ \t]*\r?(?:\n|\\z))", text)) {
      return Difference.START_OF_A_LINE;
    }
    return find("[^\n]" + quoted, text) ? Difference.WITHIN_A_LINE : null;
  }

  private static boolean find(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).find();
  }

  /** Compares the results; returns the reason for a difference, or null if there is none. */
  private static @Nullable Difference compare(byte[] bytes, String boundary) throws IOException {
    List<Part> parts;
    try {
      parts = ours(new ByteArrayInputStream(bytes), boundary);
    } catch (MalformedMessageException e) {
      assertRefusedInAllReadSizes(bytes, boundary);
      return Stream.of(Difference.values())
          .filter(difference -> String.valueOf(e.getMessage()).contains(difference.text))
          .findFirst()
          .orElseThrow(() -> new AssertionError("Refused without a named reason", e));
    }
    Difference difference = almostDelimiter(bytes, boundary);
    for (int most : READ_SIZES) {
      assertThat(ours(ThrottledInputStream.of(bytes, most, most), boundary)).isEqualTo(parts);
      if (difference == null) {
        InputStream in = ThrottledInputStream.of(bytes, most, most);
        assertThat(mime4j(in, boundary)).as("Mime4j, %d bytes a read", most).isEqualTo(parts);
      }
    }
    if (difference == Difference.WITHIN_A_LINE && bytes.length <= MIME4J_BUFFER) {
      assertThat(mime4j(new ByteArrayInputStream(bytes), boundary)).isEqualTo(parts);
    }
    return difference;
  }

  private static void assertRefusedInAllReadSizes(byte[] bytes, String boundary)
      throws IOException {
    for (int most : READ_SIZES) {
      try {
        List<Part> parts = ours(ThrottledInputStream.of(bytes, most, most), boundary);
        throw new AssertionError("Read with " + most + " bytes a read: " + parts);
      } catch (MalformedMessageException e) {
        assertThat(e.getMessage()).isNotNull();
      }
    }
  }

  /** The inputs of the fuzz target (Content-Type, line feed, package), and captured messages. */
  static Stream<Path> corpus() throws IOException {
    Path fuzz =
        Path.of(
            "../conformance-tests/src/test/resources/io/steatite/conformance/fuzz",
            "PackageFuzzTestInputs");
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(fuzz, Path.of("src/test/resources/cases/mtom"))) {
      try (Stream<Path> list = Files.list(folder)) {
        files.addAll(list.filter(file -> !file.toString().endsWith(".md")).sorted().toList());
      }
    }
    assertThat(files).hasSizeGreaterThan(20);
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void corpusAndItsMutationsAreReadAsByMime4j(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = Packages.text(bytes);
    String boundary = boundary(text);
    int start = Math.max(text.indexOf("\n--" + boundary) + 1, 0);
    byte[] good = Packages.bytes(text.substring(start));
    compare(good, boundary);
    for (MutatedBytes mutation : MutatedBytes.of(good, 20261126, 200).toList()) {
      try {
        compare(mutation.bytes(), boundary);
      } catch (AssertionError e) {
        throw new AssertionError(mutation.toString(), e);
      }
    }
  }

  private static String boundary(String text) {
    var matcher = Pattern.compile("boundary=\"?([^\";\r\n]+)").matcher(text);
    return matcher.find() ? Objects.requireNonNull(matcher.group(1)).strip() : B;
  }

  private static final String[] HEADERS = {
    "Content-ID: <1@x>",
    "content-id:2",
    "CONTENT-TYPE: text/xml;\r\n charset=utf-8",
    "Content-Type: multipart/mixed; boundary=b",
    "Content-Type: message/rfc822",
    "Content-Transfer-Encoding: binary",
    "Content-Transfer-Encoding: base64\t ",
    "X:",
    "X: y: z",
    "X-Long: " + "l".repeat(2000),
    "Content-ID:\r\n\t<f@x>",
    "no colon",
    "X : y",
    "X: \r"
  };

  private static final String[] CONTENTS = {
    "",
    "x",
    "\r\n",
    "\n",
    "\r",
    "-",
    "--",
    "--b",
    "--b--",
    "\n--b",
    "\r\n--bb",
    "\r\n--b x",
    " ",
    "\r\n",
    "Content-ID: <x>\r\n\r\n",
    "\r\n--c\r\n\r\nnested\r\n--c--",
    "c".repeat(4090),
    "\u0000\u00ff"
  };

  private static String generated(Random random) {
    StringBuilder out = new StringBuilder(random.nextInt(4) == 0 ? "preamble\r\n" : "");
    for (int parts = random.nextInt(4); parts > 0; parts--) {
      out.append("--b").append(random.nextInt(5) == 0 ? " \t" : "").append("\r\n");
      for (int n = random.nextInt(3); n > 0; n--) {
        out.append(HEADERS[random.nextInt(HEADERS.length)]).append("\r\n");
      }
      out.append(random.nextInt(8) == 0 ? "" : "\r\n");
      for (int n = random.nextInt(5); n > 0; n--) {
        out.append(CONTENTS[random.nextInt(CONTENTS.length)]);
      }
      out.append("\r\n");
    }
    out.append(random.nextInt(20) == 0 ? "" : "--b--").append(random.nextBoolean() ? "\r\n" : "");
    String text = out + (random.nextInt(4) == 0 ? "epilogue" : "");
    return random.nextInt(5) == 0 ? text.replace("\r\n", "\n") : text;
  }

  /** The generated packages cover all differences, and packages without any. */
  @Test
  void generatedPackagesAreReadAsByMime4j() throws IOException {
    Random random = new Random(20261126);
    List<@Nullable Difference> differences = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      String text = generated(random);
      try {
        differences.add(compare(Packages.bytes(text), B));
      } catch (AssertionError e) {
        throw new AssertionError(text.replace("\r", "\\r").replace("\n", "\\n\n"), e);
      }
    }
    assertThat(differences).contains(Difference.values());
    assertThat(differences.stream().filter(Objects::isNull).count()).isGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "--b junk, START_OF_A_LINE",
    "--b--junk, START_OF_A_LINE",
    "--bc, START_OF_A_LINE",
    "--b- -, START_OF_A_LINE",
    "-- b, ",
    "' --b', WITHIN_A_LINE",
  })
  void linesLikeDelimitersAreContent(String line, @Nullable Difference difference)
      throws IOException {
    byte[] bytes = Packages.bytes("--b\r\n\r\na\r\n" + line + "\r\nc\r\n--b--");
    assertThat(compare(bytes, B)).isEqualTo(difference);
    assertThat(ours(new ByteArrayInputStream(bytes), B))
        .containsExactly(new Part(null, null, null, "a\r\n" + line + "\r\nc"));
  }

  @ParameterizedTest
  @CsvSource({
    "--b|X: y||a, NO_LAST_DELIMITER",
    "--b|X: y||a|--b, NO_LAST_DELIMITER",
    "--b|X: y||a|--b|, NO_LAST_DELIMITER",
    "--b|X: y||a|--b-, NO_LAST_DELIMITER",
    "--b|no colon||a|--b--, NO_FIELD_NAME",
    "--b| X: y||a|--b--, NO_FIELD_NAME",
    "--b|X : y||a|--b--, NO_FIELD_NAME",
    "--b|X: y$z||a|--b--, CR_IN_HEADER",
    "--b|Content-ID: y|CONTENT-ID: z||a|--b--, TWO_FIELDS",
    "--b|X: y|--b--, ",
    "--b|X: y||--b--, ",
    "--b|--b--, "
  })
  void differencesAreTheExpectedOnes(String pattern, @Nullable Difference difference)
      throws IOException {
    byte[] bytes = pattern.replace("|", "\r\n").replace("$", "\r").getBytes(ISO_8859_1);
    assertThat(compare(bytes, B)).isEqualTo(difference);
  }
}
