package io.steatite.internal;

/** Escapes text from peers for use in one line of a log. */
public final class LogText {
  private static final int LONGEST = 200;

  private LogText() {}

  /**
   * Returns the text with every control, format and line separator character replaced by an escape
   * such as {@code \}{@code u000a}, cut after 200 characters. Text without such characters is
   * returned unchanged.
   */
  public static String of(String text) {
    String clipped = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    int i = 0;
    while (i < clipped.length() && isPrintable(clipped.charAt(i))) {
      i++;
    }
    return i == clipped.length() ? clipped : escaped(clipped, i);
  }

  /**
   * Returns a copy of the failure for a log. It has the same stack traces; its text and that of its
   * causes is escaped and cut as by {@link #of(String)}, since user code may quote what a peer
   * sent.
   */
  public static Throwable of(Throwable failure) {
    return LoggedFailure.of(failure, 0);
  }

  private static String escaped(String text, int from) {
    StringBuilder line = new StringBuilder(text.length() + 16).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPrintable(c)) {
        line.append(c);
      } else {
        line.append("\\u%04x".formatted((int) c));
      }
    }
    return line.toString();
  }

  /** Lone surrogates are escaped as well: some log encoders fail on them. */
  private static boolean isPrintable(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> c != '\\';
    };
  }
}
