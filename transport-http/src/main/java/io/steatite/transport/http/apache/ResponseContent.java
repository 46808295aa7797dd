package io.steatite.transport.http.apache;

import io.steatite.internal.BlockFilterInputStream;
import io.steatite.transport.http.internal.Watch;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.Timeout;

/**
 * The body of a response. The connection goes back to the pool when the body is closed, not at its
 * last byte: a response that turns out to be unusable can still have its connection aborted.
 */
final class ResponseContent extends BlockFilterInputStream {
  /** What is left of a body is read up to so many bytes, so that the connection can go on. */
  private static final int WORTH_READING = 64 << 10;

  private static final Timeout LONGEST_PAUSE = Timeout.ofMilliseconds(25);
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ApacheExchange exchange;
  private final Watch watch;
  private final long length;
  private long count;
  private boolean ended;
  private boolean closed;

  /**
   * @param length of the whole body; negative if unknown
   * @param watch aborts the exchange at the deadline; closed with the body
   */
  ResponseContent(InputStream in, long length, ApacheExchange exchange, Watch watch) {
    super(in);
    this.length = length;
    this.exchange = exchange;
    this.watch = watch;
  }

  @Override
  public int read(byte[] buffer, int offset, int size) throws IOException {
    if (closed) {
      throw new IOException("The response is closed");
    }
    if (ended) {
      return -1;
    }
    int n = in.read(buffer, offset, size);
    count += Math.max(n, 0);
    ended = n < 0;
    return n;
  }

  /**
   * Releases the connection, for further use if what is left of the body is little and arrives
   * without delay; else it is closed.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    try (watch) {
      if (drain()) {
        exchange.release();
      } else {
        exchange.abort();
      }
    } finally {
      closed = true;
    }
  }

  /** A server may send the rest byte by byte: so the whole time is limited, not only the pauses. */
  private boolean drain() {
    if (ended || length == count) {
      return true;
    }
    if (length - count > WORTH_READING) {
      return false;
    }
    exchange.limitPauses(LONGEST_PAUSE);
    long start = System.nanoTime();
    byte[] rest = new byte[8 << 10];
    try {
      for (int left = WORTH_READING;
          left > 0 && !ended && System.nanoTime() - start < LONGEST_NANOS;
          left -= rest.length) {
        read(rest, 0, rest.length);
      }
    } catch (IOException e) {
      return false;
    }
    return ended;
  }

  @Override
  public int available() throws IOException {
    return closed || ended ? 0 : in.available();
  }
}
