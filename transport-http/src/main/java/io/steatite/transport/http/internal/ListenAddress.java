package io.steatite.transport.http.internal;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The address of a server, in texts and URIs. */
public final class ListenAddress {
  private ListenAddress() {}

  /**
   * The URI of something on a server. Loopback stands for "all interfaces".
   *
   * @param path starts with a slash, or is empty
   */
  public static URI uri(InetSocketAddress server, String path) {
    InetAddress address = server.getAddress();
    InetAddress reachable =
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    String host = reachable.getHostAddress();
    String authority = host.contains(":") ? '[' + host + ']' : host;
    return URI.create("http://" + authority + ':' + server.getPort() + path);
  }

  /** The failure to listen at an address, naming it. */
  public static BindException failure(InetSocketAddress address, Exception cause) {
    BindException named =
        new BindException("Cannot listen on " + address + ": " + cause.getMessage());
    named.initCause(cause);
    return named;
  }
}
