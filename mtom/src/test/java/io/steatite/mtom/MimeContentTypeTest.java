package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import io.steatite.testing.MutatedBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Content-Type of a part is parsed by Mime4j, that of an HTTP message by {@link MediaType}.
 * Both parsers agree on all values that {@code MediaType} accepts. {@link
 * #valuesThatOnlyPartsMayHaveAreRead} lists the values that only Mime4j accepts.
 */
class MimeContentTypeTest {
  private static final List<String> CORPUS =
      List.of(
          "text/xml",
          "Text/XML; charset=\"UTF-8\"",
          "text/xml; charset='utf-8'",
          "application/xop+xml;charset=utf-8;type=\"application/soap+xml\"",
          "application/xop+xml; charset=UTF-8; type=\"application/soap+xml; action=\\\"urn:a\\\"\"",
          "application/xop+xml; type=text/xml;;",
          "application/soap+xml;\r\n charset=utf-8;\r\n\taction=\"urn:a b;c=d\"",
          "multipart/related; type=\"application/xop+xml\";start=\"<http://tempuri.org/0>\";"
              + "boundary=\"uuid:0ca0e16e-feb1-426c-97d8-c4508ada5e82+id=1\";start-info=\"text/xml\"",
          "Multipart/Related; type=application/xop+xml;start=\" <part0@tempuri.org>\"",
          "multipart/related ; type = \"application/xop+xml\" ; boundary = \"----=_Part_0_1.2\";",
          "a/b; c=\"\"; d=\"\\\\ \\\" \\x \u00e9\"",
          "a/b; c=\"=?utf-8?Q?=41?=\"; d==?utf-8?Q?=41?=",
          "a/b; c=\"(d)\"; e=f)g");

  private static final String[] PIECES = {
    "a",
    "B",
    "/",
    ";",
    "=",
    "\"",
    "\\",
    "(",
    ")",
    "'",
    " ",
    "\t",
    "\r\n ",
    ",",
    "<",
    ">",
    "@",
    ":",
    "x=y",
    "text/xml",
    ";charset=utf-8",
    ";type=\"a/b\"",
    "\u00e9",
    "=?utf-8?Q?=41?=",
    "\\\"",
    "\u0001"
  };

  private static Optional<MediaType> read(Function<String, MediaType> parser, String field) {
    try {
      return Optional.of(parser.apply(field));
    } catch (MediaTypeException e) {
      return Optional.empty();
    }
  }

  private static void assertOneMeaning(String field) {
    Optional<MediaType> http = read(MediaType::parse, field);
    Optional<MediaType> mime = read(MimeContentType::parse, field);
    if (http.isPresent()) {
      assertThat(mime).as(field).isEqualTo(http);
      assertThat(mime.get()).hasToString(http.get().toString());
    }
  }

  @Test
  void bothParsersAgreeOnValues() {
    for (String field : CORPUS) {
      assertThat(read(MediaType::parse, field)).as(field).isPresent();
      assertOneMeaning(field);
    }
  }

  @Test
  void bothParsersAgreeOnMutatedValues() {
    for (String field : CORPUS) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      MutatedBytes.of(bytes, 20261126, 4000)
          .forEach(
              mutation -> assertOneMeaning(new String(mutation.bytes(), StandardCharsets.UTF_8)));
    }
  }

  @Test
  void bothParsersAgreeOnGeneratedValues() {
    Random random = new Random(20261126);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder field = new StringBuilder(random.nextBoolean() ? "a/b;" : "");
      for (int n = random.nextInt(12); n >= 0; n--) {
        field.append(PIECES[random.nextInt(PIECES.length)]);
      }
      assertOneMeaning(field.toString());
      read += read(MediaType::parse, field.toString()).isPresent() ? 1 : 0;
    }
    assertThat(read).isGreaterThan(1000);
  }

  /** Comments, which HTTP does not allow, and values that are valid in neither grammar. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "comment after the type|a/b (c); d=e|a/b; d=\"e\"",
        "comment with separators|a/b; d=e (f; g=\"h\")|a/b; d=\"e\"",
        "comment in comment|a/b; (x (y) \\) z) d=e|a/b; d=\"e\"",
        "comment inside a value|a/b; d=e(f)g|a/b; d=\"eg\"",
        "empty value|a/b; d=|a/b; d=\"\"",
        "comma in a value|a/b; d=e,f|a/b; d=\"e,f\"",
        "white space in a value|a/b; d=e  f|a/b; d=\"e f\"",
        "quoted strings side by side|a/b; d=\"e\"\"f\" g|a/b; d=\"ef g\"",
        "parameter name that is no token|a/b; <d>=e|a/b; <d>=\"e\"",
      })
  void valuesThatOnlyPartsMayHaveAreRead(String difference, String field, String meaning) {
    assertThat(read(MediaType::parse, field)).as(difference).isEmpty();
    assertThat(MimeContentType.parse(field)).as(difference).hasToString(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"a", "a/b;c", "a/b;=c", "a/b;c=d;C=e", "a/b;c=\"d", "a/b;c=\"d\\", "(a/b)", "a b/c"})
  void invalidValuesAreRefusedByBothParsers(String field) {
    assertThat(read(MediaType::parse, field)).isEmpty();
    assertThat(read(MimeContentType::parse, field)).isEmpty();
  }
}
