package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the header fields of parts (RFC 2045 section 3, RFC 822 section 3.1), one part after the
 * other. Lines end with CRLF, leniently with LF alone.
 */
final class HeaderReader {
  private static final int START = 512;

  private final MimeLimits limits;
  private final boolean strict;
  private byte[] bytes = new byte[START];

  /** How many of the bytes are from the current part. */
  private int length;

  /** Where the content starts, once the headers were read. */
  private int contentStart;

  /**
   * @param strict whether a line must end with CRLF
   */
  HeaderReader(MimeLimits limits, boolean strict) {
    this.limits = limits;
    this.strict = strict;
  }

  /**
   * Reads the headers of a part.
   *
   * @param part at its start; a little of its content may be read as well, see {@link #rest()}
   * @throws MalformedMessageException if they are no headers, or do not end
   * @throws LimitExceededException if they are too many or too long
   */
  PartHeaders read(InputStream part) throws IOException {
    length = 0;
    PartHeaders headers = new PartHeaders();
    int count = 0;
    int field = 0;
    int line = 0;
    while (true) {
      int next = lineEnd(line, part) + 1;
      boolean blank = isBlank(line, next);
      if (line > field && (blank || !isFolded(line))) {
        if (++count > limits.headers()) {
          throw new LimitExceededException("MimeLimits.headers", limits.headers());
        }
        add(field, line, headers);
        field = line;
      }
      if (blank) {
        contentStart = next;
        return headers;
      }
      line = next;
    }
  }

  /** What was read of the content; gone when the headers of the next part are read. */
  ByteArrayInputStream rest() {
    return new ByteArrayInputStream(bytes, contentStart, length - contentStart);
  }

  /** The position of the LF that ends a line. */
  private int lineEnd(int from, InputStream part) throws IOException {
    int at = from;
    while (true) {
      while (at < length && bytes[at] != '\n') {
        at++;
      }
      if (at - 1L > limits.headerBytes()) {
        throw new LimitExceededException("MimeLimits.headerBytes", limits.headerBytes());
      }
      if (at < length) {
        return at;
      }
      readMore(part);
    }
  }

  private void readMore(InputStream part) throws IOException {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    int n = part.read(bytes, length, bytes.length - length);
    if (n < 0) {
      throw new MalformedMessageException(
          "The headers of a MIME part end without an empty line (RFC 2046 section 5.1)");
    }
    length += n;
  }

  /** Whether there is nothing in a line. */
  private boolean isBlank(int start, int end) {
    boolean crlf = end - start > 1 && bytes[end - 2] == '\r';
    if (strict && !crlf) {
      throw new MalformedMessageException(
          "A header line of a MIME part ends without CRLF (RFC 822 section 3.1)");
    }
    return end - start == (crlf ? 2 : 1);
  }

  private boolean isFolded(int line) {
    return bytes[line] == ' ' || bytes[line] == '\t';
  }

  /** Takes a field with all its lines (RFC 822 section 3.1.1). */
  private void add(int start, int end, PartHeaders headers) {
    int colon = start;
    while (colon < end && bytes[colon] > ' ' && bytes[colon] != ':' && bytes[colon] <= '~') {
      colon++;
    }
    if (colon == start || bytes[colon] != ':') {
      throw new MalformedMessageException(
          "A header line of a MIME part has no field name before a colon (RFC 822 section 3.1)");
    }
    String name = new String(bytes, start, colon - start, StandardCharsets.US_ASCII);
    String body = new String(bytes, colon + 1, end - colon - 1, StandardCharsets.UTF_8);
    headers.add(name, unfolded(body));
  }

  /** The lines as one, without what ended them. */
  private static String unfolded(String lines) {
    int length = lines.length() - (lines.endsWith("\r\n") ? 2 : 1);
    String text = lines.substring(0, length);
    if (text.indexOf('\n') >= 0) {
      text = text.replace("\r\n", "").replace("\n", "");
    }
    if (text.indexOf('\r') >= 0) {
      throw new MalformedMessageException(
          "A header field of a MIME part holds a CR (RFC 822 section 3.1)");
    }
    return text;
  }
}
