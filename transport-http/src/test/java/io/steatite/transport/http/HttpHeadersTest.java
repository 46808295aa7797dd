package io.steatite.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHeadersTest {
  private final HttpHeaders headers = new HttpHeaders();

  @Test
  void namesCompareWithoutCase() {
    headers.add("Content-Type", "a").add("content-type", "b");
    assertThat(headers.all("CONTENT-TYPE")).containsExactly("a", "b");
    assertThat(headers.set("CONTENT-type", "c").first("Content-Type")).contains("c");
    assertThat(headers.remove("content-TYPE").contains("Content-Type")).isFalse();
  }

  @Test
  void absentAndEmptyDiffer() {
    assertThat(headers.first("SOAPAction")).isEmpty();
    assertThat(headers.set("SOAPAction", "").first("SOAPAction")).contains("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\r\nSet-Cookie: b", "a\0b"})
  void nobodyCanWriteALineBreak(String value) {
    assertThatThrownBy(() -> headers.set("X", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at 1 in the value of X");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\n", "ü"})
  void aNameIsAToken(String name) {
    assertThatThrownBy(() -> headers.add(name, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void frozenHeadersCanBeReadOnly() {
    headers.set("X", "y").freeze();
    assertThat(headers.first("X")).contains("y");
    assertThatThrownBy(() -> headers.set("X", "z")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> headers.remove("X")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void secretsStayOutOfLogs() {
    assertThat(headers.set("Authorization", "secret")).hasToString("[Authorization]");
  }
}
