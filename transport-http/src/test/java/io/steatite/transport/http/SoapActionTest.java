package io.steatite.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoapActionTest {
  @ParameterizedTest
  @CsvSource({
    "'\"urn:a\"', urn:a",
    "urn:a, urn:a",
    "' \"urn:a\" ', urn:a",
    "'\"\"', ''",
    "'', ''",
    "'\"', '\"'",
    "'\"\"urn:a\"\"', '\"urn:a\"'",
    "urn:a+b, urn:a+b",
    "urn:a%2Bb%25c%20d, urn:a+b%c d",
    "urn:%C3%BC, urn:ü",
    "urn:ü%20, 'urn:ü '",
    "urn:%FF, urn:%FF",
    "urn:100%, urn:100%",
    "urn:%zz%2, urn:%zz%2"
  })
  void isReadLiberally(String field, String action) {
    assertThat(SoapAction.parse(field).value()).isEqualTo(action);
  }

  @ParameterizedTest
  @CsvSource({
    "urn:a, false, urn:a",
    "'', false, ''",
    "urn:a+b%c, false, urn:a+b%c",
    "urn:a+b%c, true, urn:a%2Bb%25c",
    "urn:ü, false, urn:%C3%BC"
  })
  void isWrittenInQuotes(String action, boolean escaped, String field) {
    assertThat(new SoapAction(action).toField(escaped)).isEqualTo('"' + field + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\r\nb", "a\u0000b", "a\u007fb"})
  void isRefusedIfItWouldEndTheField(String action) {
    assertThatThrownBy(() -> new SoapAction(action).toField(false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void survivesTheWayThroughAWcfServiceIfEscaped() {
    String action = "urn:a+b%20";
    String field = new SoapAction(action).toField(true);
    assertThat(SoapAction.parse(field).value()).isEqualTo(action);
    assertThat(java.net.URLDecoder.decode(field, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo('"' + action + '"');
  }
}
