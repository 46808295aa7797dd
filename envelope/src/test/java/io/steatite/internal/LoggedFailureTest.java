package io.steatite.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LoggedFailureTest {
  private static String printed(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void textOfFailureCausesAndSuppressedExceptionsIsEscaped() {
    Exception failure = new IllegalStateException("a\nb", new IllegalArgumentException("c\rd"));
    failure.addSuppressed(new RuntimeException("e\u001bf"));

    assertThat(printed(LogText.of(failure)))
        .contains("java.lang.IllegalStateException: a\\u000ab")
        .contains("Caused by: java.lang.IllegalArgumentException: c\\u000dd")
        .contains("Suppressed: java.lang.RuntimeException: e\\u001bf")
        .contains("at io.steatite.internal.LoggedFailureTest")
        .doesNotContain("\u001b");
  }

  @Test
  void circularCausesEnd() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(printed(LogText.of(first))).contains("java.lang.Exception: first");
  }

  @Test
  void failureWithoutTextPrintsItsClass() {
    assertThat(LogText.of(new NullPointerException()))
        .hasToString("java.lang.NullPointerException");
  }
}
