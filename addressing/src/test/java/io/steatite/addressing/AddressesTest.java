package io.steatite.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/echo",
        "HTTP://localhost",
        "urn:x",
        "mailto:a@b.example",
        "a+b-c.9:",
        "http://localhost/%zz?a=b#c",
        "http://localhost/\u00fcber",
        "x:y:z",
      })
  void textIsAnAbsoluteIri(String text) {
    assertThat(Addresses.isAbsoluteIri(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":x",
        "echo",
        "/echo",
        "//localhost/echo",
        "?x:y",
        "9x:y",
        "-x:y",
        "h ttp:x",
        "http://local host/",
        "http://localhost/\n",
        "http://localhost/<x>",
        "http://localhost/\"",
        "http://localhost/{x}",
        "http://localhost/a|b",
        "http://localhost/a\\b",
        "http://localhost/a^b",
        "http://localhost/a`b",
        "http://localhost/\u0000",
        "http://localhost/\u007f",
        "\u00fc:x",
      })
  void textIsNotAnAbsoluteIri(String text) {
    assertThat(Addresses.isAbsoluteIri(text)).isFalse();
  }
}
