package io.steatite.addressing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the paths of addresses; see {@link AddressFilter#samePath}. */
final class SamePath {
  private SamePath() {}

  static boolean accepts(String to, Optional<URI> receivedAt) {
    if (receivedAt.isEmpty()) {
      return true;
    }
    URI here = receivedAt.get();
    return isPlainlyAt(to, here.getRawPath()) || path(here).equals(path(parse(to)));
  }

  /**
   * Whether an address is {@code scheme://host:port} and that path, with nothing in it that would
   * have to be parsed. Almost all are, and making a URI of each costs more than the rest of what
   * addressing does with it.
   */
  private static boolean isPlainlyAt(String to, @Nullable String path) {
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
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == ':';
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
