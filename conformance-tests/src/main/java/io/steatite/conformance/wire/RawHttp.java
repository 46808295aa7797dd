package io.steatite.conformance.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP client that sends exactly the bytes it is told to, and reads one answer until the server
 * closes the connection.
 */
public final class RawHttp {
  private static final int TIMEOUT_MILLIS = 20_000;

  private RawHttp() {}

  /**
   * What came back.
   *
   * @param status the status code
   * @param fields the header fields, names in lower case
   * @param body the bytes after the head, as they are
   */
  public record Answer(int status, Map<String, String> fields, byte[] body) {
    /** The body as UTF-8. */
    public String text() {
      return new String(body, UTF_8);
    }
  }

  /** A POST of that body with a Content-Length. */
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
   * Sends the bytes, says that no more will come, and reads the answer.
   *
   * @throws IOException if there is no answer, or none within 20 seconds
   */
  public static Answer exchange(InetSocketAddress server, byte[] request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    }
  }

  private static Answer read(InputStream in) throws IOException {
    byte[] all = in.readAllBytes();
    String text = new String(all, ISO_8859_1);
    int headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      throw new IOException("No HTTP answer: \"" + text + '"');
    }
    String[] lines = text.substring(0, headEnd).split("\r\n");
    Map<String, String> fields = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      fields.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    byte[] body = text.substring(headEnd + 4).getBytes(ISO_8859_1);
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), fields, body);
  }
}
