package io.steatite.transport.http.destination;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where messages may be sent to addresses that somebody else chose, such as that of a {@code
 * ReplyTo}: an allow-list. Without an entry nothing may be sent anywhere.
 *
 * <p>An address passes if its scheme, host and port are on the list, and if all the network
 * addresses of that host are those of strangers: not loopback, link-local, private or otherwise
 * special ones, nor those at which clouds keep credentials for their guests, in whatever disguise
 * (IPv4-mapped, 6to4, NAT64), unless such a network was allowed as well. Names are asked for once
 * for each connection and the connection goes to the address that was checked, so that a name that
 * changes its mind in between gains nothing. That is why a policy comes into force in a sender that
 * lets it: {@link io.steatite.transport.http.apache.ApacheHttpSender#guarded}.
 *
 * <p>Spelling is strict. A host is a name of letters, digits and hyphens, four decimal numbers, or
 * an IPv6 address in brackets; user names, passwords and fragments are refused, and so is every
 * other way to write a host or a port.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class OutboundPolicy {
  private static final OutboundPolicy NOTHING =
      new OutboundPolicy(List.of(), List.of(), HostResolver.system());

  private final List<AllowedOrigin> origins;
  private final List<Network> networks;
  private final HostResolver resolver;

  private OutboundPolicy(
      List<AllowedOrigin> origins, List<Network> networks, HostResolver resolver) {
    this.origins = origins;
    this.networks = networks;
    this.resolver = resolver;
  }

  /** Permits nothing. */
  public static OutboundPolicy nothing() {
    return NOTHING;
  }

  /** Permits what one line allows, see {@link #allow}. */
  public static OutboundPolicy allowing(String origin) {
    return NOTHING.allow(origin);
  }

  /**
   * This policy, with more hosts on the list.
   *
   * @param origin scheme, host and port, such as {@code https://partner.example}, {@code
   *     https://*.partner.example:8443} (all names that end so), {@code http://10.1.2.3:*} (all
   *     ports). Without a port it is that of the scheme. {@code https://*} stands for every host
   * @throws IllegalArgumentException if it is something else
   */
  public OutboundPolicy allow(String origin) {
    return new OutboundPolicy(plus(origins, AllowedOrigin.parse(origin)), networks, resolver);
  }

  /**
   * This policy, with a network that hosts on the list may be in although it is a special one.
   *
   * @param network such as {@code 10.1.0.0/16}, {@code ::1}
   * @throws IllegalArgumentException if it is none
   */
  public OutboundPolicy allowNetwork(String network) {
    return new OutboundPolicy(origins, plus(networks, Network.parse(network)), resolver);
  }

  /** This policy, which learns the addresses of hosts from there; from the system by default. */
  public OutboundPolicy withResolver(HostResolver value) {
    return new OutboundPolicy(origins, networks, value);
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> all = new ArrayList<>(list);
    all.add(more);
    return List.copyOf(all);
  }

  /**
   * Checks what can be checked without asking anyone for addresses.
   *
   * @param address which may be anything
   * @return the same as a URI of http or https
   * @throws ForbiddenDestinationException if nothing may be sent there
   */
  public URI check(String address) {
    try {
      return check(new URI(address));
    } catch (URISyntaxException e) {
      throw new ForbiddenDestinationException("Not a URI: " + printable(address));
    }
  }

  /**
   * Checks what can be checked without asking anyone for addresses.
   *
   * @return the same
   * @throws ForbiddenDestinationException if nothing may be sent there
   */
  public URI check(URI address) {
    String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    HostName host = host(address);
    int port = address.getPort() < 0 ? AllowedOrigin.defaultPort(scheme) : address.getPort();
    if (origins.stream().noneMatch(origin -> origin.matches(scheme, host, port))) {
      throw new ForbiddenDestinationException(
          "Not on the list of allowed destinations: " + printable(address.toString()));
    }
    Optional<InetAddress> literal = host.address();
    if (literal.isPresent()) {
      check(host, literal.get());
    }
    return address;
  }

  /** The host, if the authority consists of it and perhaps a port, each in its plain spelling. */
  private static HostName host(URI address) {
    String host = Optional.ofNullable(address.getHost()).orElse("");
    int port = address.getPort();
    String plain = port < 0 ? host : host + ':' + port;
    Optional<HostName> name = HostName.parse(host);
    if (name.isEmpty()
        || !plain.equals(address.getRawAuthority())
        || address.getRawFragment() != null
        || port == 0
        || port > 65_535) {
      throw new ForbiddenDestinationException(
          "Not a plain address of a host: " + printable(address.toString()));
    }
    return name.get();
  }

  /**
   * The addresses of a host, all checked; whoever connects connects to one of these.
   *
   * @param host of a URI that passed {@link #check}
   * @throws UnknownHostException if the host has no address
   * @throws ForbiddenDestinationException if one of its addresses is special and not allowed
   */
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    HostName name =
        HostName.parse(host)
            .orElseThrow(() -> new ForbiddenDestinationException("Not a host: " + printable(host)));
    Optional<InetAddress> literal = name.address();
    List<InetAddress> addresses =
        List.copyOf(literal.isPresent() ? List.of(literal.get()) : resolver.resolve(name.text()));
    if (addresses.isEmpty()) {
      throw new UnknownHostException(name.text());
    }
    // One bad address spoils all: whoever mixes them hopes that we try until we reach it.
    for (InetAddress address : addresses) {
      check(name, address);
    }
    return addresses;
  }

  private void check(HostName host, InetAddress address) {
    InetAddress destination = SpecialNetwork.destination(address);
    if (isAllowed(address) || isAllowed(destination)) {
      return;
    }
    Optional<SpecialNetwork> special =
        SpecialNetwork.around(address).or(() -> SpecialNetwork.around(destination));
    if (special.isPresent()) {
      throw new ForbiddenDestinationException(
          "Host %s has the address %s, which is %s (%s)"
              .formatted(
                  host, address.getHostAddress(), special.get().kind(), special.get().network()));
    }
  }

  private boolean isAllowed(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static String printable(String text) {
    String line = text.replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }

  /** What is allowed. */
  @Override
  public String toString() {
    return "allowed destinations " + origins + (networks.isEmpty() ? "" : ", also in " + networks);
  }
}
