package io.steatite.conformance.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** An HTTP response that is parsed while it is received. Belongs to one thread. */
final class Answer {
  private static final int START = 2 << 10;
  private static final int INFORMATIONAL = 100;
  private static final int FINAL = 200;

  private byte[] bytes = new byte[START];
  private int size;
  private String head = "";
  private int bodyStart;
  private int chunkStart;
  private boolean complete;
  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

  /**
   * Adds received bytes.
   *
   * @throws IllegalArgumentException if the response is not HTTP
   */
  void add(ByteBuffer in) {
    int more = in.remaining();
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
    in.get(bytes, size, more);
    size += more;
    complete = parse(false);
  }

  /** Records that the host has closed the connection. */
  void end() {
    complete |= parse(true);
  }

  private boolean parse(boolean ended) {
    if (head.isEmpty() && !readHead()) {
      return false;
    }
    if (field("transfer-encoding").equalsIgnoreCase("chunked")) {
      return readChunks();
    }
    String length = field("content-length");
    return length.isEmpty() ? ended : size - bodyStart >= Integer.parseInt(length);
  }

  private boolean readHead() {
    int end = find("\r\n\r\n", bodyStart);
    if (end < 0) {
      return false;
    }
    head = new String(bytes, bodyStart, end + 2 - bodyStart, ISO_8859_1);
    bodyStart = end + 4;
    chunkStart = bodyStart;
    if (status() >= INFORMATIONAL && status() < FINAL) {
      head = "";
      return readHead();
    }
    return true;
  }

  private boolean readChunks() {
    for (int line = find("\r\n", chunkStart); line >= 0; line = find("\r\n", chunkStart)) {
      String length = new String(bytes, chunkStart, line - chunkStart, ISO_8859_1);
      int chunk = Integer.parseInt(length.strip(), 16);
      if (size < line + chunk + 4) {
        return false;
      }
      chunks.write(bytes, line + 2, chunk);
      chunkStart = line + chunk + 4;
      if (chunk == 0) {
        return true;
      }
    }
    return false;
  }

  private int find(String line, int from) {
    byte[] wanted = line.getBytes(ISO_8859_1);
    for (int i = from; i <= size - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether the response is complete. */
  boolean isComplete() {
    return complete;
  }

  /** Returns whether nothing was received. */
  boolean isEmpty() {
    return size == 0;
  }

  /** Returns the status code. The head must have been received. */
  int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** Returns whether the host keeps the connection open for another request. */
  boolean staysOpen() {
    return !field("connection").equalsIgnoreCase("close");
  }

  /** Returns the value of a header field, or an empty string if there is none. */
  private String field(String name) {
    for (String line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  /** Returns the body as UTF-8 text, without transfer coding. */
  String text() {
    return new String(body(), UTF_8);
  }

  /** Returns the body without transfer coding. */
  byte[] body() {
    return chunks.size() > 0 ? chunks.toByteArray() : Arrays.copyOfRange(bytes, bodyStart, size);
  }

  @Override
  public String toString() {
    return size == 0 ? "nothing" : new String(bytes, 0, Math.min(size, START), ISO_8859_1);
  }
}
