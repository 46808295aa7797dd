package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a MIME package at its delimiter lines into sections: the preamble, then each part (RFC
 * 2046 section 5.1.1). Reading returns -1 at the end of the current section; {@link #next()} goes
 * to the next one.
 *
 * <p>A delimiter line consists of {@code --boundary}, another {@code --} if it is the last one,
 * optional white space, and CRLF or LF. A line with anything else is content. The line break before
 * a delimiter belongs to the delimiter. A section ends only at a delimiter: a package without its
 * last delimiter is malformed, so a truncated package is never taken for complete.
 *
 * <p>The search algorithm is that of R. N. Horspool, "Practical fast searching in strings", 1980,
 * in one buffer.
 */
final class BoundaryInputStream extends BlockInputStream {
  private static final int BUFFER = 16 << 10;

  /** Result of {@link #delimiterLineEnd}: the line is content. */
  private static final int NO_DELIMITER = 0;

  /** Result of {@link #delimiterLineEnd}: the rest of the line has not arrived. */
  private static final int UNDECIDED = -1;

  private final InputStream in;
  private final byte[] pattern;
  private final int[] shifts = new int[256];
  private final byte[] buffer = new byte[BUFFER];

  /** Index of the next byte to read. */
  private int at = 1;

  /** End of the bytes that certainly belong to the section. */
  private int readable = 1;

  /** No delimiter of this section starts before this index. */
  private int searched;

  /** End of the bytes in the buffer. */
  private int end = 1;

  private boolean exhausted;

  /** End of the delimiter line after the section; 0 until the line is found. */
  private int delimiterEnd;

  /** Whether the delimiter after the section is the last one. */
  private boolean last;

  /**
   * @param boundary the boundary, valid as in RFC 2046 section 5.1.1
   */
  BoundaryInputStream(InputStream in, String boundary) {
    this.in = in;
    this.pattern = ("\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(shifts, pattern.length);
    for (int i = 0; i < pattern.length - 1; i++) {
      shifts[pattern[i] & 0xFF] = pattern.length - 1 - i;
    }
    buffer[0] = '\n'; // the first delimiter may be at the start of the package
  }

  /**
   * Skips the rest of the current section and goes to the next one.
   *
   * @return false if the current section ends with the last delimiter
   * @throws MalformedMessageException if the package ends before its last delimiter
   */
  boolean next() throws IOException {
    while (delimiterEnd == 0) {
      at = readable;
      search();
    }
    if (last) {
      return false;
    }
    at = delimiterEnd;
    readable = at;
    searched = at - 1; // one line break may separate two delimiters
    delimiterEnd = 0;
    return true;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (at == readable) {
      if (delimiterEnd > 0) {
        return -1;
      }
      search();
    }
    int n = Math.min(length, readable - at);
    System.arraycopy(buffer, at, bytes, offset, n);
    at += n;
    return n;
  }

  /**
   * Returns the last bytes of the latest {@link #read(byte[], int, int)} to the stream; they are
   * read again.
   *
   * @param count the number of bytes; at most as many as that call returned
   */
  void unread(int count) {
    at -= count;
  }

  /** Searches until bytes can be read or the delimiter is found. */
  private void search() throws IOException {
    while (!advance()) {
      if (exhausted) {
        throw new MalformedMessageException(
            "The MIME package ends before its last delimiter (RFC 2046 section 5.1.1)");
      }
      fill();
    }
  }

  /**
   * Searches the bytes in the buffer; returns whether bytes can be read or the delimiter is found.
   */
  private boolean advance() {
    int length = pattern.length;
    while (delimiterEnd == 0 && findPattern()) {
      int lineEnd = delimiterLineEnd(searched + length);
      if (lineEnd == UNDECIDED) {
        break;
      } else if (lineEnd == NO_DELIMITER) {
        searched++;
      } else {
        delimiterEnd = lineEnd;
        last = isClosing(searched + length);
      }
    }
    // a CR directly before the delimiter belongs to the delimiter
    boolean cr = searched > at && buffer[searched - 1] == '\r';
    readable = Math.max(at, cr ? searched - 1 : searched);
    return delimiterEnd > 0 || readable > at;
  }

  /**
   * Finds the next occurrence of the pattern in the buffer. The loop writes no field, which is
   * faster.
   */
  private boolean findPattern() {
    int beforeEnd = pattern.length - 1;
    byte sought = pattern[beforeEnd];
    int i = searched + beforeEnd;
    while (i < end) {
      byte b = buffer[i];
      if (b == sought && startsDelimiter(i - beforeEnd)) {
        break;
      }
      i += shifts[b & 0xFF];
    }
    searched = i - beforeEnd;
    return i < end;
  }

  private boolean startsDelimiter(int from) {
    return Arrays.equals(buffer, from, from + pattern.length, pattern, 0, pattern.length);
  }

  /**
   * Returns the end of a delimiter line, {@link #NO_DELIMITER} or {@link #UNDECIDED}.
   *
   * @param from the index after {@code --boundary}
   */
  private int delimiterLineEnd(int from) {
    int i = isClosing(from) ? from + 2 : from;
    while (i < end && (buffer[i] == ' ' || buffer[i] == '\t')) {
      i++;
    }
    if (i < end && buffer[i] == '\r') {
      i++;
    }
    if (i < end && buffer[i] == '\n') {
      return i + 1;
    }
    boolean halfClosing = i == from && i + 1 == end && buffer[i] == '-';
    if (i < end && !halfClosing) {
      return NO_DELIMITER;
    }
    if (!exhausted) {
      return UNDECIDED;
    }
    return isClosing(from) ? i : NO_DELIMITER; // the last line may lack its line break
  }

  private boolean isClosing(int from) {
    return from + 1 < end && buffer[from] == '-' && buffer[from + 1] == '-';
  }

  /** Reads more bytes into the buffer, and removes those that were read from it. */
  private void fill() throws IOException {
    int keep = Math.min(at, searched);
    if (keep > 0) {
      System.arraycopy(buffer, keep, buffer, 0, end - keep);
      at -= keep;
      readable -= keep;
      searched -= keep;
      end -= keep;
    }
    if (end == buffer.length) {
      throw new MalformedMessageException(
          "A delimiter line of the MIME package is longer than " + (BUFFER >> 10) + " KiB");
    }
    int n = in.read(buffer, end, buffer.length - end);
    exhausted = n < 0;
    end += Math.max(n, 0);
  }
}
