package io.steatite.testing;

import io.steatite.internal.BlockInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/**
 * A stream that is generated while it is read: a head, a repeated piece, a tail. For inputs that
 * are larger than memory. {@link #consumed()} returns how much a reader has read before it refused
 * the input. Not safe for use by several threads.
 */
public final class RepeatedInputStream extends BlockInputStream {

  private static final int CHUNK = 4096;

  private final LongFunction<String> pieces;
  private final long times;
  private final String tail;
  private final Charset charset = StandardCharsets.UTF_8;
  private byte[] chunk;
  private int position;
  private long next;
  private boolean ended;
  private long consumed;

  /**
   * Creates a stream of different pieces between a head and a tail, in UTF-8.
   *
   * @param pieces returns the piece for a number, from 0
   * @param times the number of pieces
   */
  public RepeatedInputStream(String head, LongFunction<String> pieces, long times, String tail) {
    this.pieces = pieces;
    this.times = times;
    this.tail = tail;
    this.chunk = head.getBytes(charset);
  }

  /** Creates a stream of one repeated piece between a head and a tail, in UTF-8. */
  public RepeatedInputStream(String head, String piece, long times, String tail) {
    this(head, number -> piece, times, tail);
  }

  /** Returns how many bytes were read. */
  public long consumed() {
    return consumed;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    while (position == chunk.length) {
      if (ended) {
        return -1;
      }
      refill();
    }
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, buffer, offset, count);
    position += count;
    consumed += count;
    return count;
  }

  private void refill() {
    StringBuilder text = new StringBuilder();
    while (next < times && text.length() < CHUNK) {
      text.append(pieces.apply(next++));
    }
    if (text.length() == 0) {
      text.append(tail);
      ended = true;
    }
    chunk = text.toString().getBytes(charset);
    position = 0;
  }
}
