package io.steatite.internal;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a failure whose text is escaped for a log. Its stack traces are those of the failure.
 */
final class LoggedFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** Causes beyond this depth are left out. */
  private static final int DEPTH = 16;

  private final String text;

  private LoggedFailure(Throwable failure, @Nullable Throwable cause) {
    super(null, cause);
    text = failure.getClass().getName() + described(failure.getLocalizedMessage());
    setStackTrace(failure.getStackTrace());
  }

  private static String described(@Nullable String message) {
    return message == null ? "" : ": " + LogText.of(message);
  }

  static Throwable of(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    LoggedFailure logged =
        new LoggedFailure(failure, cause == null || depth == DEPTH ? null : of(cause, depth + 1));
    if (depth < DEPTH) {
      for (Throwable suppressed : failure.getSuppressed()) {
        logged.addSuppressed(of(suppressed, DEPTH));
      }
    }
    return logged;
  }

  /** Returns the class and the escaped message of the failure. */
  @Override
  public String toString() {
    return text;
  }
}
