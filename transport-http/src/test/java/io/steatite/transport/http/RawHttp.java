package io.steatite.transport.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by hand on a socket, for either side: exactly these bytes out, head and body in. */
public final class RawHttp implements Closeable {
  private final Socket socket;
  private final InputStream in;

  public RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  public static RawHttp connect(int port) throws IOException {
    return new RawHttp(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * A head and a body; {@code bodyBytes} is -1 where the connection broke before it was complete.
   */
  public record Received(String startLine, Map<String, String> headers, byte[] bodyBytes) {
    public int status() {
      return Integer.parseInt(startLine.split(" ")[1]);
    }

    public String body() {
      return new String(bodyBytes, StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return headers.get(name);
    }
  }

  public RawHttp send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return this;
  }

  public RawHttp post(String fields, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return send(
        "POST /service HTTP/1.1\r\nHost: test\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(length, fields, body));
  }

  /**
   * @throws EOFException if the other side breaks off
   */
  public Received receive() throws IOException {
    String startLine = line();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String field = line(); !field.isEmpty(); field = line()) {
      int colon = field.indexOf(':');
      headers.merge(
          field.substring(0, colon), field.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    byte[] body =
        "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))
            ? chunks()
            : exactly(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
    return new Received(startLine, headers, body);
  }

  /** Whether the other side has closed the connection; waits for it. */
  public boolean isClosed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(exactly(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("Expected " + count + " bytes, got " + bytes.length);
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The connection was closed after: " + line);
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
