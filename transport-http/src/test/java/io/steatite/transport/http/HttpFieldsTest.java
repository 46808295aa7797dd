package io.steatite.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFieldsTest {
  @Test
  void namesCompareWithoutCase() {
    HttpFields fields =
        HttpFields.builder().add("Content-Type", "a").add("content-type", "b").build();
    assertThat(fields.all("CONTENT-TYPE")).containsExactly("a", "b");
    assertThat(fields.with("CONTENT-type", "c").all("Content-Type")).containsExactly("c");
    assertThat(fields.without("content-TYPE").contains("Content-Type")).isFalse();
  }

  @Test
  void absentFieldAndEmptyValueDiffer() {
    assertThat(HttpFields.empty().first("SOAPAction")).isEmpty();
    assertThat(HttpFields.of("SOAPAction", "").first("SOAPAction")).contains("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\r\nSet-Cookie: b", "a\0b"})
  void valueWithLineBreakIsRefused(String value) {
    assertThatThrownBy(() -> HttpFields.of("X", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at 1 in the value of X");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\n", "ü"})
  void nameThatIsNoTokenIsRefused(String name) {
    assertThatThrownBy(() -> HttpFields.of(name, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesMakeCopies() {
    HttpFields fields = HttpFields.of("X", "y");
    HttpFields.Builder builder = fields.toBuilder();
    assertThat(fields.with("X", "z").first("X")).contains("z");
    assertThat(builder.add("Y", "1").build().contains("Y")).isTrue();
    assertThat(fields.without("X").isEmpty()).isTrue();
    HttpFields built = builder.build();
    builder.set("Y", "2");
    assertThat(built.all("Y")).containsExactly("1");
    assertThat(fields).hasToString("[X]");
  }

  @Test
  void linesKeepTheirOrder() {
    HttpFields.Builder builder = HttpFields.builder();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      builder.add("X-" + (i % 3), Integer.toString(i));
    }
    builder.build().forEach((name, value) -> lines.add(value));
    assertThat(lines).hasSize(40).startsWith("0", "1", "2").endsWith("39");
  }

  @Test
  void valuesStayOutOfLogs() {
    assertThat(HttpFields.of("Authorization", "secret")).hasToString("[Authorization]");
  }
}
