package io.steatite.testing;

import io.steatite.BlockInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/**
 * A stream made while it is read: a head, a piece as many times as wanted, a tail. For floods that
 * are larger than any memory; {@link #consumed()} tells how much of it a reader swallowed before it
 * had enough. Not thread-safe.
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
   * The pieces, one after the other, between a head and a tail, in UTF-8.
   *
   * @param pieces makes the piece of a number, from 0
   * @param times how many of them
   */
  public RepeatedInputStream(String head, LongFunction<String> pieces, long times, String tail) {
    this.pieces = pieces;
    this.times = times;
    this.tail = tail;
    this.chunk = head.getBytes(charset);
  }

  /** The same piece again and again, between a head and a tail, in UTF-8. */
  public RepeatedInputStream(String head, String piece, long times, String tail) {
    this(head, number -> piece, times, tail);
  }

  /** How many bytes were read. */
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
