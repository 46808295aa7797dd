package io.steatite.addressing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks and compares addresses, which are IRIs (RFC 3987 section 2.2). */
final class Addresses {
  private Addresses() {}

  /**
   * Returns whether a text starts with a scheme and contains only characters that an IRI may
   * contain, as Core sections 2.1 and 3.1 require of addresses. The rules of the scheme itself are
   * not checked.
   */
  static boolean isAbsoluteIri(String text) {
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

  private static boolean isInScheme(char c) {
    return isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
  }

  private static boolean isExcluded(char c) {
    return switch (c) {
      case '<', '>', '"', '{', '}', '|', '\\', '^', '`', 0x7f -> true;
      default -> c <= ' ';
    };
  }

  /** Compares the paths of two addresses; see {@link AddressFilter#samePath}. */
  static boolean haveSamePath(String to, Optional<URI> receivedAt) {
    if (receivedAt.isEmpty()) {
      return true;
    }
    URI here = receivedAt.get();
    return isHostAndPath(to, here.getRawPath()) || path(here).equals(path(parse(to)));
  }

  /**
   * Returns whether an address is {@code scheme://host:port} and the given path, without any
   * character that needs parsing. This covers almost all addresses; parsing each as a URI would
   * cost more than all other work on the addressing headers.
   */
  private static boolean isHostAndPath(String to, @Nullable String path) {
    int authority = to.indexOf(':') + 1;
    if (path == null || path.indexOf('%') >= 0 || !to.startsWith("//", authority)) {
      return false;
    }
    int start = authority + 2;
    while (start < to.length() && isInHostAndPort(to.charAt(start))) {
      start++;
    }
    return to.length() - start == path.length()
        && to.regionMatches(true, start, path, 0, path.length());
  }

  private static boolean isInHostAndPort(char c) {
    return isLetterOrDigit(c) || c == '.' || c == '-' || c == ':';
  }

  private static boolean isLetterOrDigit(char c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static @Nullable URI parse(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static Optional<String> path(@Nullable URI address) {
    return Optional.ofNullable(address)
        .map(URI::getPath)
        .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        .map(path -> path.toLowerCase(Locale.ROOT));
  }
}
