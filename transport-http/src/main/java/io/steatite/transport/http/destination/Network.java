package io.steatite.transport.http.destination;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * The addresses that begin alike, written as in {@code 10.0.0.0/8} or {@code fc00::/7} (RFC 4632
 * section 3.1, RFC 4291 section 2.3).
 *
 * @param first one of them, the rest of whose bits do not matter
 * @param bits how many bits are alike
 */
record Network(InetAddress first, int bits) {
  private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");

  /**
   * A network, or a single address without a slash.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress first =
        HostName.parse(slash < 0 ? text : text.substring(0, slash))
            .flatMap(HostName::address)
            .orElseThrow(() -> invalid(text));
    int most = 8 * first.getAddress().length;
    if (slash < 0) {
      return new Network(first, most);
    }
    String bits = text.substring(slash + 1);
    if (!BITS.matcher(bits).matches() || Integer.parseInt(bits) > most) {
      throw invalid(text);
    }
    return new Network(first, Integer.parseInt(bits));
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        "Expected a network such as 10.0.0.0/8 or fd00::/8, or an address, found " + text);
  }

  /** Whether the address is one of them. */
  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int shift = 8 - bits % 8;
    return shift == 8 || (ours[whole] & 0xff) >> shift == (theirs[whole] & 0xff) >> shift;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + '/' + bits;
  }
}
