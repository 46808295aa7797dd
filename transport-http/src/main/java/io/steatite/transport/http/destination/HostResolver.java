package io.steatite.transport.http.destination;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Must be safe for use by several threads. */
@FunctionalInterface
public interface HostResolver {
  /**
   * The addresses of a host, the preferred one first.
   *
   * @param host a name, never an address
   * @throws UnknownHostException if it has none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The one of the JVM, with its cache: files and DNS, as the system is set up. */
  static HostResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
