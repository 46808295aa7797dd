package io.steatite.transport.http;

import io.steatite.LimitExceededException;
import io.steatite.envelope.stack.Deadline;
import io.steatite.internal.SourceInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A body from the network that gives no more bytes than the limit and none after the deadline. It
 * records how it failed, since its readers may replace the exception by their own.
 */
final class GuardedInputStream extends SourceInputStream {
  private final long limit;
  private final Deadline deadline;

  /**
   * @param limit the value of {@code HttpLimits.body}
   */
  GuardedInputStream(InputStream in, long limit, Deadline deadline) {
    super(in);
    this.limit = limit;
    this.deadline = deadline;
  }

  /** Returns whether a reader has read beyond the limit. */
  boolean isExceeded() {
    return count() > limit;
  }

  /** Returns how the network failed, if it did. */
  Optional<IOException> failure() {
    return status().failure(IOException.class);
  }

  /**
   * Reads.
   *
   * @throws LimitExceededException beyond the limit
   * @throws io.steatite.envelope.stack.DeadlineExceededException after the deadline
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    checkLimit();
    deadline.check();
    int n = readRaw(buffer, offset, (int) Math.min(length, allowed()));
    checkLimit();
    return n;
  }

  /** One byte more than the limit leaves, to notice a body that exceeds it. */
  private long allowed() {
    return Math.min(limit, Long.MAX_VALUE - 1) - count() + 1;
  }

  private int readRaw(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      deadline.check();
      throw e;
    }
  }

  private void checkLimit() {
    if (isExceeded()) {
      throw new LimitExceededException("HttpLimits.body", limit);
    }
  }
}
