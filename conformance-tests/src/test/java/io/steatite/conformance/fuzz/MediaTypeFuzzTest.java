package io.steatite.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MediaTypeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever text comes as a media type is refused with the exception meant for that, or is one that
 * reads the same after we printed it. An input is the field value in UTF-8.
 */
public class MediaTypeFuzzTest extends FuzzTarget {
  private static final int LONGEST = 8192;

  /** Jazzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) {
    new MediaTypeFuzzTest().accept(input);
  }

  @Override
  void accept(byte[] input) {
    MediaType type;
    try {
      type = MediaType.parse(new String(input, StandardCharsets.UTF_8));
    } catch (MediaTypeException e) {
      return;
    }
    assertThat(knowsCharset(type)).isEqualTo(type.hasReadableCharset());
    assertThat(type.is(type.essence())).isTrue();
    assertThat(type.essence()).startsWith(type.type() + '/');
    String printed = type.toString();
    assertThat(printed).doesNotContain("\r", "\n");
    if (printed.length() <= LONGEST) {
      MediaType again = MediaType.parse(printed);
      assertThat(again).isEqualTo(type).hasSameHashCodeAs(type).hasToString(printed);
      assertThat(again.parameters().keySet()).containsExactlyElementsOf(type.parameters().keySet());
    }
  }

  private static boolean knowsCharset(MediaType type) {
    try {
      return type.charset().isPresent() || type.parameter("charset").isEmpty();
    } catch (MediaTypeException e) {
      return false;
    }
  }

  /** A parser that took quadratic time would need minutes for this. */
  @ParameterizedTest
  @ValueSource(
      strings = {";", " ", "\r\n ", "a", "a/", ";a", ";a=b", "\"", "\\", "\\\"", ";a=\"b\""})
  void timeIsLinear(String piece) {
    String tail = piece.repeat(LONGEST / piece.length() - 8);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 500; i++) {
            accept(("a/b" + tail).getBytes(StandardCharsets.UTF_8));
            accept(("a/b;c=\"" + tail).getBytes(StandardCharsets.UTF_8));
          }
        });
  }
}
