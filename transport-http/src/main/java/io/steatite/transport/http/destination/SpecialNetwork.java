package io.steatite.transport.http.destination;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A network whose addresses are not those of strangers on the internet: our own host, our own
 * networks, the services that clouds offer their guests, and what is no single host at all. After
 * the special-purpose address registries of the IANA (RFC 6890 and those that add to it).
 *
 * @param kind what it is, as a clause
 */
record SpecialNetwork(Network network, String kind) {
  private static final List<SpecialNetwork> ALL =
      List.of(
          of("169.254.169.254", "a cloud's metadata"),
          of("169.254.170.2", "a cloud's metadata"),
          of("192.0.0.192", "a cloud's metadata"),
          of("100.100.100.200", "a cloud's metadata"),
          of("168.63.129.16", "a cloud's metadata"),
          of("fd00:ec2::/32", "a cloud's metadata"),
          of("fd20:ce::254", "a cloud's metadata"),
          of("0.0.0.0/8", "unspecified"),
          of("::/128", "unspecified"),
          of("127.0.0.0/8", "loopback"),
          of("::1/128", "loopback"),
          of("169.254.0.0/16", "link-local"),
          of("fe80::/10", "link-local"),
          of("10.0.0.0/8", "private"),
          of("172.16.0.0/12", "private"),
          of("192.168.0.0/16", "private"),
          of("100.64.0.0/10", "a provider's own"),
          of("fc00::/7", "unique-local"),
          of("fec0::/10", "site-local"),
          of("224.0.0.0/4", "multicast"),
          of("ff00::/8", "multicast"),
          of("192.0.0.0/24", "reserved for protocols"),
          of("192.88.99.0/24", "a relay"),
          of("198.18.0.0/15", "for benchmarks"),
          of("192.0.2.0/24", "for examples"),
          of("198.51.100.0/24", "for examples"),
          of("203.0.113.0/24", "for examples"),
          of("240.0.0.0/4", "reserved or broadcast"),
          of("::/96", "an IPv4 address in disguise"),
          of("::ffff:0:0:0/96", "an IPv4 address in disguise"),
          of("64:ff9b:1::/48", "a translation of our own network"),
          of("100::/64", "discarded"),
          of("2001::/23", "reserved for protocols"),
          of("2001:db8::/32", "for examples"),
          of("3fff::/20", "for examples"),
          of("5f00::/16", "for routing"));

  /** Networks whose addresses stand for IPv4 addresses, which they have in them from some byte. */
  private static final List<Carrier> CARRIERS =
      List.of(
          new Carrier(Network.parse("64:ff9b::/96"), 12), // NAT64, RFC 6052
          new Carrier(Network.parse("2002::/16"), 2)); // 6to4, RFC 3056

  private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};
  private static final byte GLOBAL = 2;

  private static SpecialNetwork of(String network, String kind) {
    return new SpecialNetwork(Network.parse(network), kind);
  }

  private record Carrier(Network network, int at) {}

  /** The most telling one that an address is in, if it is in any. */
  static Optional<SpecialNetwork> around(InetAddress address) {
    return ALL.stream().filter(special -> special.network.contains(address)).findFirst();
  }

  /**
   * The address that packets end up at: the one it carries, if it carries one. The mapped form
   * ({@code ::ffff:0:0/96}) needs no care: Java has made an IPv4 address of it.
   */
  static InetAddress destination(InetAddress address) {
    for (Carrier carrier : CARRIERS) {
      if (carrier.network.contains(address)) {
        return carried(address, carrier.at);
      }
    }
    return isIsatap(address) ? carried(address, 12) : address;
  }

  /** RFC 5214 section 6.1: in any network, told by the second half of the address. */
  private static boolean isIsatap(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 16) {
      return false;
    }
    byte[] middle = Arrays.copyOfRange(bytes, 8, 12);
    middle[0] &= ~GLOBAL;
    return Arrays.equals(middle, ISATAP);
  }

  private static InetAddress carried(InetAddress address, int at) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), at, at + 4));
    } catch (UnknownHostException e) {
      throw new AssertionError("Four bytes are an address", e);
    }
  }
}
