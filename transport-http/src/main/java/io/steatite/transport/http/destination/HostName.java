package io.steatite.transport.http.destination;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of a URI in the one spelling that we send to: a DNS name of letters, digits and hyphens
 * without a dot at its end, an IPv4 address of four decimal numbers, or an IPv6 address in brackets
 * without a zone. What else a resolver or a library might make an address of (one number, octal and
 * hexadecimal ones, escapes, other scripts) is no host here (RFC 3986 section 7.4).
 *
 * @param text lower case; an IPv6 address in brackets, with all its zeros
 */
record HostName(String text) {
  private static final int LONGEST = 253;
  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");

  /** The host, if it is spelled as one of the three; an IPv6 address also without brackets. */
  static Optional<HostName> parse(String host) {
    // First of all: some letters of other scripts have lower case letters that are ASCII.
    if (!ASCII.matcher(host).matches()) {
      return Optional.empty();
    }
    String lower = host.toLowerCase(Locale.ROOT);
    HostName name =
        new HostName(lower.indexOf(':') >= 0 && !lower.startsWith("[") ? '[' + lower + ']' : lower);
    return name.address()
        .map(HostName::of)
        .or(() -> name.isName() ? Optional.of(name) : Optional.empty());
  }

  /** Where zeros may be left out in many ways, one way counts. */
  private static HostName of(InetAddress address) {
    String text = address.getHostAddress();
    return new HostName(text.indexOf(':') >= 0 ? '[' + text + ']' : text);
  }

  private boolean isName() {
    return text.length() <= LONGEST
        && NAME.matcher(text).matches()
        && !ENDS_IN_NUMBER.matcher(text).matches();
  }

  /** Whether it is an address already, and nobody need be asked for one. */
  boolean isAddress() {
    return IPV4.matcher(text).matches() || (IPV6.matcher(text).matches() && literal().isPresent());
  }

  /** The address that it is. */
  Optional<InetAddress> address() {
    return isAddress() ? literal() : Optional.empty();
  }

  /** What is in brackets is never looked up, nor are four numbers. */
  private Optional<InetAddress> literal() {
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
