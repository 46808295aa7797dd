package io.steatite.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One side of an HTTP connection on a socket, client or server. Sends exactly the given bytes, and
 * reads heads and bodies. Reading times out after 20 seconds.
 */
public final class RawHttp implements Closeable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  /** Uses an open connection. */
  public RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Opens a connection to a port of this machine. */
  public static RawHttp connect(int port) throws IOException {
    return connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static RawHttp connect(InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    socket.connect(server, TIMEOUT_MILLIS);
    return new RawHttp(socket);
  }

  /** Sends the bytes on a new connection, reads one response, and closes the connection. */
  public static Received exchange(InetSocketAddress server, byte[] request) throws IOException {
    try (RawHttp client = connect(server)) {
      return client.send(request).receive();
    }
  }

  /**
   * Returns a POST request with a Content-Length and {@code Connection: close}.
   *
   * @param contentType the value of Content-Type; empty to omit the field
   */
  public static byte[] post(String path, String contentType, byte[] body, String... moreFields) {
    StringBuilder head = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1\r\nConnection: close\r\n");
    if (!contentType.isEmpty()) {
      head.append("Content-Type: ").append(contentType).append("\r\n");
    }
    for (String field : moreFields) {
      head.append(field).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    return concat(head.toString().getBytes(ISO_8859_1), body);
  }

  private static byte[] concat(byte[] head, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head);
    all.writeBytes(body);
    return all.toByteArray();
  }

  /**
   * A received message.
   *
   * @param startLine the request line or the status line
   * @param fields the header fields; names compare without case, values of one name are joined
   * @param body the bytes after the head, without transfer coding
   */
  public record Received(String startLine, Map<String, String> fields, byte[] body) {
    /** Returns the status code of a response. */
    public int status() {
      return Integer.parseInt(startLine.split(" ")[1]);
    }

    /** Returns the body, decoded as UTF-8. */
    public String text() {
      return new String(body, UTF_8);
    }

    /** Returns the value of a field, or null. */
    public @Nullable String field(String name) {
      return fields.get(name);
    }
  }

  /** Sends text in UTF-8. */
  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  /** Sends exactly these bytes. */
  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Ends the output; input can still be read. */
  public RawHttp end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /**
   * Sends a POST to {@code /service} with a Content-Length.
   *
   * @param fields further lines of the head, each with its line end
   */
  public RawHttp post(String fields, String body) throws IOException {
    return post(fields, body.getBytes(UTF_8));
  }

  /**
   * Sends a POST to {@code /service} with a Content-Length.
   *
   * @param fields further lines of the head, each with its line end
   */
  public RawHttp post(String fields, byte[] body) throws IOException {
    String head =
        "POST /service HTTP/1.1\r\nHost: test\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(body.length, fields);
    return send(concat(head.getBytes(UTF_8), body));
  }

  /**
   * Reads one message.
   *
   * @throws EOFException if the peer closes the connection before the message ends
   */
  public Received receive() throws IOException {
    String startLine = line();
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String field = line(); !field.isEmpty(); field = line()) {
      int colon = field.indexOf(':');
      fields.merge(
          field.substring(0, colon), field.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    byte[] body =
        "chunked".equalsIgnoreCase(fields.get("Transfer-Encoding"))
            ? chunks()
            : exactly(Integer.parseInt(fields.getOrDefault("Content-Length", "0")));
    return new Received(startLine, fields, body);
  }

  /** Reads the start line and the header fields, but not the body. */
  public RawHttp skipHead() throws IOException {
    while (!line().isEmpty()) {
      // Reads the next line.
    }
    return this;
  }

  /** Reads bytes as ISO-8859-1 characters until the text ends with {@code end}. */
  public String readTo(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("The connection was closed after " + text.length() + " bytes");
      }
      text.append((char) b);
    }
    return text.toString();
  }

  /** Waits for the next byte; returns whether the peer has closed the connection instead. */
  public boolean isClosed() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException reset) {
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
