package io.steatite.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A relay on the loopback interface that writes down what a client and a server say to each other.
 * Meant for one client that makes one call after another. Safe for use by several threads.
 */
public final class WireTap implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream answered = new ByteArrayOutputStream();

  private WireTap(InetSocketAddress server, ServerSocket listener) {
    this.server = server;
    this.listener = listener;
  }

  /**
   * Starts a relay to the server.
   *
   * @throws IOException if no port can be had
   */
  public static WireTap to(InetSocketAddress server) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    WireTap tap = new WireTap(server, listener);
    tap.start("wire-tap", tap::accept);
    return tap;
  }

  /** The address of the server, by way of this relay. */
  public URI via(URI address) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + address.getRawPath());
  }

  /** What the client sent since the last time this was asked. */
  public byte[] request() {
    return take(said);
  }

  /** What the server sent since the last time this was asked. */
  public byte[] response() {
    return take(answered);
  }

  private static byte[] take(ByteArrayOutputStream record) {
    synchronized (record) {
      byte[] bytes = record.toByteArray();
      record.reset();
      return bytes;
    }
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = opened(listener.accept());
      Socket upstream = opened(new Socket(server.getAddress(), server.getPort()));
      start("wire-tap-requests", () -> relay(client, upstream, said));
      start("wire-tap-responses", () -> relay(upstream, client, answered));
    }
  }

  private Socket opened(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  private void relay(Socket from, Socket to, ByteArrayOutputStream record) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int n; (n = in.read(buffer)) > 0; ) {
        synchronized (record) {
          record.write(buffer, 0, n);
        }
        out.write(buffer, 0, n);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  /** Ends all connections. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** Something that ends with an exception when its socket is closed. */
  @FunctionalInterface
  private interface Relaying {
    void run() throws IOException;
  }

  private void start(String name, Relaying relaying) {
    Thread thread =
        new Thread(
            () -> {
              try {
                relaying.run();
              } catch (IOException e) {
                // a socket was closed, by either side or by us: the relay ends
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
