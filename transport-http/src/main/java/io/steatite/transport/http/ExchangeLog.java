package io.steatite.transport.http;

import io.steatite.internal.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Writes one line for each request that HTTP alone refuses, at level INFO, to the logger of the
 * exchanges that end in a fault: {@code io.steatite.exchange}.
 */
final class ExchangeLog {
  private static final Logger LOG = System.getLogger("io.steatite.exchange");

  private ExchangeLog() {}

  /** A request in one line: its id in this server, method, path, protocol, and its peer. */
  static String origin(HttpExchange http) {
    InetSocketAddress remote = http.remoteAddress();
    InetAddress address = remote.getAddress();
    String host = address == null ? remote.getHostString() : address.getHostAddress();
    return http.request() + " from " + host + ':' + remote.getPort();
  }

  /**
   * Logs a refused request.
   *
   * @param why may quote what the peer has sent; it is escaped
   */
  static void refused(HttpExchange http, int status, String why) {
    LOG.log(Level.INFO, () -> origin(http) + ": refused with " + status + ": " + LogText.of(why));
  }
}
