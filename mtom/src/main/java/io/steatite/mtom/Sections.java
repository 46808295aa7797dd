package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A package, cut at its delimiter lines (RFC 2046 section 5.1.1) into the preamble and the parts.
 * Reads the current section to its end; {@link #next()} goes to the one after it.
 *
 * <p>A delimiter line is {@code --boundary}, {@code --} behind it if it is the last, white space,
 * and CRLF or LF alone; a line that only starts like that is content. The line break before it
 * belongs to it. A section ends with a delimiter and nothing else, so what was cut off is never
 * taken for complete.
 *
 * <p>Searches as R. N. Horspool does ("Practical fast searching in strings", 1980), in one buffer.
 */
final class Sections extends InputStream {
  private static final int BUFFER = 16 << 10;

  private final InputStream in;
  private final byte[] pattern;
  private final int[] shifts = new int[256];
  private final byte[] buffer = new byte[BUFFER];

  /** The next byte to be read, and the end of those that can be read. */
  private int at = 1;

  private int readable = 1;

  /** No delimiter starts before that, as far as the section goes. */
  private int searched;

  /** The end of the bytes that have arrived. */
  private int end = 1;

  private boolean exhausted;

  /** The end of the delimiter line behind the section; 0 if it was not found yet. */
  private int delimiterEnd;

  private boolean last;

  /**
   * @param boundary as in RFC 2046 section 5.1.1
   */
  Sections(InputStream in, String boundary) {
    this.in = in;
    this.pattern = ("\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(shifts, pattern.length);
    for (int i = 0; i < pattern.length - 1; i++) {
      shifts[pattern[i] & 0xFF] = pattern.length - 1 - i;
    }
    buffer[0] = '\n'; // the first delimiter need not have a line before it
  }

  /**
   * Goes to the next section, over what is left of this one.
   *
   * @return false if the last delimiter came
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
    searched = at - 1; // the line break of a delimiter is enough for the one behind it
    delimiterEnd = 0;
    return true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
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

  /** Has more to read, or the delimiter. */
  private void search() throws IOException {
    while (!advance()) {
      if (exhausted) {
        throw new MalformedMessageException(
            "The MIME package ends before its last delimiter (RFC 2046 section 5.1.1)");
      }
      fill();
    }
  }

  /** Looks at what has arrived; tells whether it brought the search further. */
  private boolean advance() {
    int length = pattern.length;
    while (searched + length <= end) {
      byte b = buffer[searched + length - 1];
      if (b != pattern[length - 1] || !startsDelimiter(searched)) {
        searched += shifts[b & 0xFF];
      } else if (!endsDelimiter(searched + length)) {
        searched++;
      } else {
        break; // it is one, or more has to arrive to know
      }
    }
    // a CR before the next delimiter belongs to it
    boolean cr = searched > at && buffer[searched - 1] == '\r';
    readable = Math.max(at, cr ? searched - 1 : searched);
    return delimiterEnd > 0 || readable > at;
  }

  private boolean startsDelimiter(int from) {
    return Arrays.equals(buffer, from, from + pattern.length, pattern, 0, pattern.length);
  }

  /**
   * Reads on from the end of {@code --boundary}.
   *
   * @return false if something else stands in the line, so that it is no delimiter
   */
  private boolean endsDelimiter(int from) {
    int i = from;
    boolean closing = i + 1 < end && buffer[i] == '-' && buffer[i + 1] == '-';
    if (closing) {
      i += 2;
    }
    while (i < end && (buffer[i] == ' ' || buffer[i] == '\t')) {
      i++;
    }
    if (i < end && buffer[i] == '\r') {
      i++;
    }
    if (i < end && buffer[i] == '\n') {
      i++;
    } else if (i < end && !(i + 1 == end && buffer[i] == '-' && i == from)) {
      return false;
    } else if (!exhausted) {
      return true; // undecided
    } else if (!closing) {
      return false;
    }
    delimiterEnd = i;
    last = closing;
    return true;
  }

  /** Waits for more bytes; those that were read make room for them. */
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
      throw new MalformedMessageException("A delimiter line of the MIME package does not end");
    }
    int n = in.read(buffer, end, buffer.length - end);
    exhausted = n < 0;
    end += Math.max(n, 0);
  }
}
