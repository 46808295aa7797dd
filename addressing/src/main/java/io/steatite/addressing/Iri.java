package io.steatite.addressing;

/** IRIs, as far as addressing looks at them (RFC 3987 section 2.2). */
final class Iri {
  private Iri() {}

  /**
   * Whether the text starts with a scheme and holds nothing that no IRI may hold, as addresses must
   * (Core sections 2.1 and 3.1). What a scheme makes of the rest is none of our business.
   */
  static boolean isAbsolute(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i < colon ? !isInScheme(c) : isExcluded(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isInScheme(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  }

  private static boolean isExcluded(char c) {
    return switch (c) {
      case '<', '>', '"', '{', '}', '|', '\\', '^', '`', 0x7f -> true;
      default -> c <= ' ';
    };
  }
}
