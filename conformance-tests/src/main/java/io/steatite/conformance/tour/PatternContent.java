package io.steatite.conformance.tour;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Binary content of any size that needs no memory, because each byte is computed from its position.
 *
 * @param size the number of bytes
 */
record PatternContent(long size) implements DataSource {
  private static final int CHUNK = 1 << 16;
  private static final int PRIME = 1_000_003;

  /**
   * Returns whether a stream has exactly this content. Reads the stream up to the first difference
   * of a block, or to its end.
   */
  boolean isSameAs(InputStream other) throws IOException {
    byte[] expected = new byte[CHUNK];
    try (InputStream own = getInputStream()) {
      while (true) {
        int n = own.readNBytes(expected, 0, CHUNK);
        byte[] found = other.readNBytes(n);
        if (!Arrays.equals(expected, 0, n, found, 0, found.length)) {
          return false;
        }
        if (n < CHUNK) {
          return other.read() < 0;
        }
      }
    }
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      private long at;

      @Override
      public int read() {
        return at < size ? byteAt(at++) & 0xff : -1;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        int n = (int) Math.min(length, size - at);
        for (int i = 0; i < n; i++) {
          target[offset + i] = byteAt(at++);
        }
        return n == 0 && length > 0 ? -1 : n;
      }
    };
  }

  private static byte byteAt(long position) {
    return (byte) (position * PRIME >>> 7);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("This content is read-only");
  }

  @Override
  public String getContentType() {
    return "application/octet-stream";
  }

  @Override
  public String getName() {
    return size + " bytes";
  }
}
