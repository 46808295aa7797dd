package io.steatite.transport.http.destination;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an allow-list: scheme, host, port.
 *
 * @param host a host; with {@code *.} before it, all below it but not itself; {@code *} for all
 * @param port one port; {@link #ANY_PORT} for all
 */
record AllowedOrigin(String scheme, String host, int port) {
  static final int ANY_PORT = -1;

  private static final Pattern FORM =
      Pattern.compile(
          "(https?)://(\\*|(?:\\*\\.)?[^*/@:]+|\\[[^]*/@]+])(?::(\\*|[1-9][0-9]{0,4}))?");

  /**
   * Reads what {@link OutboundPolicy#allow} takes.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static AllowedOrigin parse(String text) {
    Matcher parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      throw invalid(text);
    }
    String host = host(parts.group(2)).orElseThrow(() -> invalid(text));
    return new AllowedOrigin(parts.group(1), host, port(parts, text));
  }

  private static Optional<String> host(String host) {
    if (host.startsWith("*.")) {
      return HostName.parse(host.substring(2)).filter(name -> !name.isAddress()).map(n -> "*." + n);
    }
    return host.equals("*") ? Optional.of(host) : HostName.parse(host).map(HostName::text);
  }

  private static int port(Matcher parts, String text) {
    String port = parts.group(3);
    if (port == null) {
      return defaultPort(parts.group(1));
    }
    int number = port.equals("*") ? ANY_PORT : Integer.parseInt(port);
    if (number > 65_535) {
      throw invalid(text);
    }
    return number;
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "Expected scheme, host and perhaps a port, such as https://partner.example,"
            + " https://*.partner.example:8443 or http://10.1.2.3:*, found "
            + text);
  }

  /** The port of a URI that names none. */
  static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Whether this line allows it. */
  boolean matches(String otherScheme, HostName otherHost, int otherPort) {
    return scheme.equals(otherScheme)
        && (port == ANY_PORT || port == otherPort)
        && matchesHost(otherHost);
  }

  private boolean matchesHost(HostName other) {
    return host.equals("*")
        || (host.startsWith("*.")
            ? !other.isAddress() && other.text().endsWith(host.substring(1))
            : host.equals(other.text()));
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ':' + (port == ANY_PORT ? "*" : Integer.toString(port));
  }
}
