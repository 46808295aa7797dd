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
 * A relay on the loopback interface that records the bytes between a client and a server. It is
 * meant for one client that makes its calls one after the other. Safe for use by several threads.
 */
public final class WireTap implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ByteArrayOutputStream requests = new ByteArrayOutputStream();
  private final ByteArrayOutputStream responses = new ByteArrayOutputStream();

  private WireTap(InetSocketAddress server, ServerSocket listener) {
    this.server = server;
    this.listener = listener;
  }

  /**
   * Starts a relay to the server.
   *
   * @throws IOException if it cannot listen on a port
   */
  public static WireTap to(InetSocketAddress server) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    WireTap tap = new WireTap(server, listener);
    tap.start("wire-tap", tap::accept);
    return tap;
  }

  /** Returns the address at which this relay serves a path of the server. */
  public URI via(URI address) {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + address.getRawPath());
  }

  /** Returns the bytes that the client sent since the last call of this method. */
  public byte[] request() {
    return take(requests);
  }

  /** Returns the bytes that the server sent since the last call of this method. */
  public byte[] response() {
    return take(responses);
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
      start("wire-tap-requests", () -> relay(client, upstream, requests));
      start("wire-tap-responses", () -> relay(upstream, client, responses));
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

  /** Closes the listener and all connections. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** A loop that ends with an exception when its socket is closed. */
  @FunctionalInterface
  private interface RelayLoop {
    void run() throws IOException;
  }

  private void start(String name, RelayLoop loop) {
    Thread thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (IOException e) {
                // A socket was closed by one side or by close(): the relay ends.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
