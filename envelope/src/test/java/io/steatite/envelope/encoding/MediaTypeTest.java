package io.steatite.envelope.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
  @Test
  void parametersMayBeTokensOrQuotedStringsAndFolded() {
    MediaType type =
        MediaType.parse(
            "Multipart/RELATED;  Type=\"application/xop+xml\";\r\n\tstart=\"<a@b>\" ;"
                + "boundary=\"uuid:0ca0e16e+id=1\"; Start-Info=\"text/xml\";charset=utf-8;");
    assertThat(type.is("multipart/related")).isTrue();
    assertThat(type.essence()).isEqualTo("multipart/related");
    assertThat(type.parameter("type")).contains("application/xop+xml");
    assertThat(type.parameter("start")).contains("<a@b>");
    assertThat(type.parameter("boundary")).contains("uuid:0ca0e16e+id=1");
    assertThat(type.parameter("start-info")).contains("text/xml");
    assertThat(type.charset()).contains(StandardCharsets.UTF_8);
    assertThat(type.parameter("action")).isEmpty();
  }

  @Test
  void absentParameterDiffersFromEmptyOne() {
    assertThat(MediaType.parse("a/b; action=\"\"").parameter("action")).contains("");
    assertThat(MediaType.parse("a/b").parameter("action")).isEmpty();
  }

  @Test
  void unquotedValueWithSlashIsAccepted() {
    assertThat(MediaType.parse("a/b;type=application/xop+xml").parameter("type"))
        .contains("application/xop+xml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/xml;charset=UTF-8|text/xml; charset=UTF-8",
        "Text/XML|text/xml",
        "a/b; x=\"q\\\"u\\\\o\"|a/b; x=\"q\\\"u\\\\o\"",
        "application/soap+xml; charset=\"utf-8\"; action=urn:a"
            + "|application/soap+xml; charset=utf-8; action=\"urn:a\"",
      })
  void mediaTypePrintsWhatItReads(String field, String printed) {
    MediaType type = MediaType.parse(field);
    assertThat(type).hasToString(printed);
    assertThat(MediaType.parse(printed)).isEqualTo(type).hasSameHashCodeAs(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "text",
        "text/",
        "/xml",
        "text/xml,text/plain",
        "text/xml x=y",
        "a/b;x",
        "a/b;=y",
        "a/b;x=",
        "a/b;x=\"y",
        "a/b;x=y z",
        "a/b;x=1;X=2",
        "a b/c",
        "é/x"
      })
  void errorNamesThePosition(String field) {
    assertThatThrownBy(() -> MediaType.parse(field))
        .isInstanceOf(MediaTypeException.class)
        .hasMessageContaining("position");
  }

  @Test
  void unknownCharsetsAndLineBreaksAreRefused() {
    assertThatThrownBy(() -> MediaType.parse("a/b;charset=klingon").charset())
        .isInstanceOf(MediaTypeException.class);
    assertThatThrownBy(() -> MediaType.parse("a/b").with("x", "y\r\nz").toString())
        .isInstanceOf(MediaTypeException.class);
  }

  @Test
  void isExactTellsWhetherValuesWereQuoted() {
    assertThat(MediaType.parse("a/b; x=y; z=\"p/q\"").isExact()).isTrue();
    assertThat(MediaType.parse("a/b").with("x", "p/q").isExact()).isTrue();
    assertThat(MediaType.parse("a/b; x=p/q").isExact()).isFalse();
    assertThat(MediaType.parse("a/b; x=p/q").with("y", "z").isExact()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'utf-8'", "\"'UTF-8'\"", "utf-8"})
  void charsetInSingleQuotesIsRead(String value) {
    MediaType type = MediaType.parse("text/xml; charset=" + value);
    assertThat(type.hasReadableCharset()).isTrue();
    assertThat(type.charset()).contains(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"\"\"|``", "''|''", "'|'", "'klingon'|'klingon'", "\"a\u001bb\"|a\\u001bb"})
  void errorNamesTheUnknownCharset(String value, String shown) {
    MediaType type = MediaType.parse("text/xml; charset=" + value);
    assertThat(type.hasReadableCharset()).isFalse();
    assertThatThrownBy(type::charset)
        .isInstanceOf(MediaTypeException.class)
        .hasMessage("The charset \"" + shown + "\" of text/xml is unknown");
  }

  /** A parenthesis would start a comment in MIME, so that the value would differ there. */
  @Test
  void unquotedParenthesisIsRefused() {
    assertThat(MediaType.parse("a/b; c=\"d(e)\"").parameter("c")).contains("d(e)");
    assertThatThrownBy(() -> MediaType.parse("a/b; c=d(e)"))
        .isInstanceOf(MediaTypeException.class)
        .hasMessageContaining("position 8");
  }

  @Test
  void errorQuotesTheTextCutAndEscaped() {
    assertThatThrownBy(() -> MediaType.parse("a\u0007" + "b".repeat(1000)))
        .isInstanceOf(MediaTypeException.class)
        .hasMessageContaining("\"a\\u0007bbb")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }
}
