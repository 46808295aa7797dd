package io.steatite.internal;

/** The grammar of a token: a field name, a media type or a parameter (RFC 9110 section 5.6.2). */
public final class Token {
  private static final String SYMBOLS = "!#$%&'*+-.^_`|~";

  private Token() {}

  /** Returns whether a character may be part of a token. */
  public static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SYMBOLS.indexOf(c) >= 0;
  }

  /** Returns whether a text is a token, which has at least one character. */
  public static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
