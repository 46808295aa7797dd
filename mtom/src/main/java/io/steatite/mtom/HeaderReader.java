package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.LogText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the header fields of parts (RFC 2045 section 3, RFC 822 section 3.1). One instance reads
 * all parts of a package, one after the other. Lines end with CRLF; lenient reading also accepts LF
 * alone. The headers end with an empty line or with the end of the part, which then has no content
 * (RFC 2046 section 5.1.1, {@code body-part}).
 */
final class HeaderReader {
  private static final int START = 512;

  private final MimeLimits limits;
  private final boolean strict;

  /**
   * The header lines of the current part, and the bytes after them that were read in the same
   * block.
   */
  private byte[] bytes = new byte[START];

  private int length;

  /**
   * The latest values of {@link PartHeaders#NAMES}. The parts of a package often have equal values,
   * which are reused.
   */
  private final String[] latest = new String[PartHeaders.NAMES.size()];

  /**
   * @param limits limits the number and the length of the fields
   * @param strict whether lines must end with CRLF
   */
  HeaderReader(MimeLimits limits, boolean strict) {
    this.limits = limits;
    this.strict = strict;
    Arrays.fill(latest, "");
  }

  /**
   * Reads the headers of a part.
   *
   * @param part a stream at the start of a part; afterwards at the start of its content
   * @throws MalformedMessageException if the bytes are not header fields
   * @throws LimitExceededException if there are more than {@code MimeLimits.headers} fields, or
   *     they are longer than {@code MimeLimits.headerBytes}
   */
  PartHeaders read(BoundaryInputStream part) throws IOException {
    length = 0;
    PartHeaders headers = new PartHeaders();
    int fields = 0;
    int field = 0;
    int line = 0;
    while (true) {
      int next = lineEnd(line, part);
      boolean ended = next == line || isBlank(line, next);
      if (line > field && (ended || !isFolded(line))) {
        if (++fields > limits.headers()) {
          throw new LimitExceededException("MimeLimits.headers", limits.headers());
        }
        add(field, line, headers);
        field = line;
      }
      if (ended) {
        part.unread(length - next);
        return headers;
      }
      line = next;
    }
  }

  /** Returns the index after the LF that ends a line, or the end of the part if there is no LF. */
  private int lineEnd(int from, BoundaryInputStream part) throws IOException {
    int at = from;
    while (true) {
      while (at < length && bytes[at] != '\n') {
        at++;
      }
      if (at - 1L > limits.headerBytes()) {
        throw new LimitExceededException("MimeLimits.headerBytes", limits.headerBytes());
      }
      if (at < length) {
        return at + 1;
      }
      if (!readMore(part)) {
        return length;
      }
    }
  }

  private boolean readMore(BoundaryInputStream part) throws IOException {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    int n = part.read(bytes, length, bytes.length - length);
    length += Math.max(n, 0);
    return n >= 0;
  }

  /** Returns whether a line contains only its line break. */
  private boolean isBlank(int start, int end) {
    boolean crlf = end - start > 1 && bytes[end - 2] == '\r' && bytes[end - 1] == '\n';
    if (strict && !crlf) {
      throw malformed(start, end, "ends without CRLF");
    }
    return bytes[start] == '\n' || (crlf && end - start == 2);
  }

  private boolean isFolded(int line) {
    return bytes[line] == ' ' || bytes[line] == '\t';
  }

  /** Adds a field that may have several lines (RFC 822 section 3.1.1). */
  private void add(int start, int end, PartHeaders headers) {
    int colon = start;
    while (colon < end && bytes[colon] > ' ' && bytes[colon] != ':' && bytes[colon] <= '~') {
      colon++;
    }
    if (colon == start || colon == end || bytes[colon] != ':') {
      throw malformed(start, end, "has no field name before a colon");
    }
    requireWholeLineBreaks(start, end);
    for (int i = 0; i < latest.length; i++) {
      String name = PartHeaders.NAMES.get(i);
      if (isNamed(name, start, colon)) {
        latest[i] = value(colon + 1, end, latest[i]);
        headers.add(name, latest[i]);
      }
    }
  }

  private void requireWholeLineBreaks(int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == '\r' && (i + 1 == end || bytes[i + 1] != '\n')) {
        throw malformed(start, end, "contains a CR without LF");
      }
    }
  }

  /** Returns whether a field has a name, which must be ASCII. Case is ignored. */
  private boolean isNamed(String name, int start, int colon) {
    if (name.length() != colon - start) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if ((bytes[start + i] | 0x20) != (name.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the lines of a value as one line, without surrounding white space.
   *
   * @param known the previous value; returned if it is equal
   */
  private String value(int start, int end, String known) {
    int from = start;
    int to = end;
    while (from < to && isSpace(bytes[from])) {
      from++;
    }
    while (from < to && isSpace(bytes[to - 1])) {
      to--;
    }
    if (isText(known, from, to)) {
      return known;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf('\n') < 0 ? text : text.replace("\r\n", "").replace("\n", "");
  }

  /** Returns whether the bytes are a text in ASCII. */
  private boolean isText(String text, int from, int to) {
    boolean same = text.length() == to - from;
    for (int i = from; same && i < to; i++) {
      same = bytes[i] == text.charAt(i - from);
    }
    return same;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private MalformedMessageException malformed(int start, int end, String what) {
    String line = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).strip();
    return new MalformedMessageException(
        "A header line of a MIME part %s (RFC 822 section 3.1): \"%s\""
            .formatted(what, LogText.of(line)));
  }
}
