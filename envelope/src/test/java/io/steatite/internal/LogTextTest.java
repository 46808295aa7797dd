package io.steatite.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void plainTextIsUnchanged() {
    String plain = "urn:orders:Gr\u00fc\u00dfe /a?b=c";
    assertThat(LogText.of(plain)).isSameAs(plain);
  }

  @Test
  void controlCharactersAreEscaped() {
    assertThat(LogText.of("a\r\nb\tc\u001b[31m\u2028\u202e\\"))
        .isEqualTo("a\\u000d\\u000ab\\u0009c\\u001b[31m\\u2028\\u202e\\u005c");
  }

  @Test
  void longTextIsCut() {
    assertThat(LogText.of("x".repeat(5000))).hasSize(203).endsWith("x...");
  }
}
