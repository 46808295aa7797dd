package io.steatite.transport.http;

import io.steatite.LimitExceededException;
import io.steatite.envelope.stack.Deadline;
import io.steatite.internal.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A body from the network that gives no more bytes than the limit and none after the deadline. It
 * remembers how it failed: between it and whoever must know there is a parser, and often user code,
 * with exceptions of their own.
 */
final class GuardedInputStream extends BlockFilterInputStream {
  private final long limit;
  private final Deadline deadline;
  private long remaining;
  private @Nullable IOException failure;

  /**
   * @param limit the value of {@code HttpLimits.body}
   */
  GuardedInputStream(InputStream in, long limit, Deadline deadline) {
    super(in);
    this.limit = limit;
    this.deadline = deadline;
    this.remaining = Math.min(limit, Long.MAX_VALUE - 1);
  }

  /** Whether somebody tried to read beyond the limit. */
  boolean isExceeded() {
    return remaining < 0;
  }

  /** How the network failed, if it did. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
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
    int count = readRaw(buffer, offset, (int) Math.min(length, remaining + 1));
    remaining -= Math.max(count, 0);
    checkLimit();
    return count;
  }

  private int readRaw(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      failure = e;
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
