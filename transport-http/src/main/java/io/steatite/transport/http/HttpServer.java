package io.steatite.transport.http;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A server that listens and gives each request to one {@link HttpHandler}, until it is closed. Made
 * by an {@link HttpEngine}. Safe for use by several threads.
 */
public interface HttpServer extends AutoCloseable {
  /**
   * The address of something on this server. If it listens on all interfaces, the loopback address
   * stands for them.
   *
   * @param path starts with a slash
   */
  URI uri(String path);

  /** The socket address it listens at, with the real port if a free one was asked for. */
  InetSocketAddress socketAddress();

  /** The port it listens on. */
  default int port() {
    return socketAddress().getPort();
  }

  /**
   * Accepts no more connections and requests, lets the exchanges under way end, at most for {@link
   * ServerSettings#grace}, then closes all connections. Closing again does nothing.
   */
  @Override
  void close();
}
