package io.steatite.transport.http.internal;

import java.time.Duration;

/**
 * The rule for peers that keep a server waiting: while the server waits, bytes must come or go at a
 * minimum rate on average, after a grace, and the waiting has a total limit. Time in which the
 * server does something else does not count.
 *
 * <p>Not safe for use by several threads.
 */
public final class Progress {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final int rate;
  private final long grace;
  private final long total;
  private long bytes;
  private long waited;

  /**
   * A peer that has sent and taken nothing so far.
   *
   * @param rate bytes per second
   * @param grace time in addition to what the rate allows
   * @param total time at most
   */
  public Progress(int rate, Duration grace, Duration total) {
    this.rate = rate;
    this.grace = grace.toNanos();
    this.total = total.toNanos();
  }

  /** Counts bytes that came or went. */
  public void moved(long count) {
    bytes += count;
  }

  /** Counts nanoseconds in which the server waited for the peer. */
  public void waited(long nanos) {
    waited += nanos;
  }

  /** How many nanoseconds the server may go on waiting; zero or less if the peer is too slow. */
  public long allowed() {
    long earned = bytes / rate * SECOND + bytes % rate * SECOND / rate;
    return Math.min(total, grace + earned) - waited;
  }
}
