package io.steatite.envelope.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A socket that must not be connected to, and a file that must not be read. */
final class Canary implements Closeable {
  static final String SECRET = "the-canary-sings";

  private final ServerSocket socket;
  private final Path file;

  Canary(Path folder) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(20);
    file = Files.writeString(folder.resolve("canary"), SECRET);
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/canary";
  }

  String fileUrl() {
    return file.toUri().toString();
  }

  void assertSilent() {
    assertThatThrownBy(socket::accept).isInstanceOf(SocketTimeoutException.class);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
