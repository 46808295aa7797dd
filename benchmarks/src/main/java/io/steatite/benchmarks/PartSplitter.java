package io.steatite.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Splits a package by hand: Horspool's search for the next delimiter, no limits, no checks but that
 * the package is complete. What can be reached without giving up streaming.
 */
final class PartSplitter {
  /** CRLF CRLF. */
  private static final int END_OF_HEAD = 4;

  private final InputStream in;
  private final byte[] delimiter;
  private final int[] shifts = new int[256];
  private final byte[] buffer = new byte[16 << 10];
  private int at;
  private int end;
  private int contentEnd;
  private boolean delimited;

  PartSplitter(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    int last = delimiter.length - 1;
    Arrays.fill(shifts, delimiter.length);
    for (int i = 0; i < last; i++) {
      shifts[delimiter[i] & 0xFF] = last - i;
    }
    // The first delimiter has no line before it; this one stands for it.
    buffer[0] = '\r';
    buffer[1] = '\n';
    end = 2;
  }

  /**
   * Goes to the next part; its Content-ID without the brackets, empty if there is none; null after
   * the last.
   */
  String next() throws IOException {
    while (!delimited) {
      at = contentEnd;
      search();
    }
    at = contentEnd + delimiter.length;
    delimited = false;
    require(2);
    if (buffer[at] == '-' && buffer[at + 1] == '-') {
      return null;
    }
    return contentId(head());
  }

  private String head() throws IOException {
    require(END_OF_HEAD);
    int length = 0;
    while (!endsHead(at + length)) {
      length++;
      require(length + END_OF_HEAD);
    }
    String head = new String(buffer, at, length, StandardCharsets.ISO_8859_1);
    at += length + END_OF_HEAD;
    contentEnd = at;
    return head;
  }

  private boolean endsHead(int from) {
    return buffer[from] == '\r'
        && buffer[from + 1] == '\n'
        && buffer[from + 2] == '\r'
        && buffer[from + 3] == '\n';
  }

  /** As most stacks write it, or in any other way. */
  private static String contentId(String head) {
    int id = head.indexOf("Content-ID: <");
    if (id < 0) {
      id = head.toLowerCase(Locale.ROOT).indexOf("content-id: <");
    }
    return id < 0 ? "" : head.substring(id + "Content-ID: <".length(), head.indexOf('>', id));
  }

  /** The content of the current part, to be read before the next one. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        while (at == contentEnd) {
          if (delimited) {
            return -1;
          }
          search();
        }
        int n = Math.min(length, contentEnd - at);
        System.arraycopy(buffer, at, bytes, offset, n);
        at += n;
        return n;
      }
    };
  }

  /** Finds out how much of what is there is content. */
  private void search() throws IOException {
    require(delimiter.length);
    int last = delimiter.length - 1;
    int i = at + last;
    while (i < end) {
      byte b = buffer[i];
      if (b == delimiter[last] && isDelimiter(i - last)) {
        contentEnd = i - last;
        delimited = true;
        return;
      }
      i += shifts[b & 0xFF];
    }
    contentEnd = i - last;
  }

  private boolean isDelimiter(int from) {
    return Arrays.equals(buffer, from, from + delimiter.length, delimiter, 0, delimiter.length);
  }

  /** Has at least so many unread bytes in the buffer. */
  private void require(int bytes) throws IOException {
    if (end - at >= bytes) {
      return;
    }
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    contentEnd -= at;
    at = 0;
    while (end < bytes) {
      int n = in.read(buffer, end, buffer.length - end);
      if (n < 0) {
        throw new EOFException("The package is cut off");
      }
      end += n;
    }
  }
}
