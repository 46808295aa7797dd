package io.steatite.transport.http.apache;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.io.HttpClientConnection;

/**
 * Notices that the server has closed a connection while it was idle, or has sent something nobody
 * asked for. Does not wait, so that every call can afford it; HttpClient's own check waits a
 * millisecond, ten times as long as a call on a local network takes.
 */
final class StaleCheck {
  private StaleCheck() {}

  /**
   * Whether a connection that was used before must not be used again. Over TLS the answer is always
   * no, because the bytes that may be waiting belong to the TLS engine; the pool checks those that
   * were idle for longer.
   */
  static boolean isStale(HttpClientConnection connection) {
    if (!(connection instanceof ManagedHttpClientConnection managed)) {
      return false;
    }
    Socket socket = managed.getSocket();
    SocketChannel channel = socket == null ? null : socket.getChannel();
    return channel != null && hasInput(channel);
  }

  private static boolean hasInput(SocketChannel channel) {
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(ByteBuffer.allocate(1)) != 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      return true;
    }
  }
}
