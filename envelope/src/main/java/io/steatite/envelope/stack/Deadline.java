package io.steatite.envelope.stack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a call must be over; one for the whole call, checked everywhere that waits.
 * Immutable. To give a call one, make it a property of the request.
 */
public final class Deadline {
  private final long nanoTime;
  private final Duration allowed;
  private final @Nullable String limit;

  private Deadline(Duration allowed, @Nullable String limit) {
    this.allowed = allowed;
    this.limit = limit;
    this.nanoTime = System.nanoTime() + allowed.toNanos();
  }

  /**
   * So long from now.
   *
   * @throws ArithmeticException if that is more than 292 years
   */
  public static Deadline after(Duration allowed) {
    return new Deadline(allowed, null);
  }

  /**
   * So long from now, as a setting says.
   *
   * @param limit the setting, such as {@code HttpLimits.processing}; the exception names it
   * @throws ArithmeticException if that is more than 292 years
   */
  public static Deadline after(Duration allowed, String limit) {
    return new Deadline(allowed, limit);
  }

  /** How long there was when it was set. */
  public Duration allowed() {
    return allowed;
  }

  /** What is left; negative when it is over. */
  public Duration remaining() {
    return Duration.ofNanos(nanoTime - System.nanoTime());
  }

  /** Whether it is over. */
  public boolean hasPassed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /**
   * Does nothing before the deadline.
   *
   * @throws DeadlineExceededException after it
   */
  public void check() {
    if (hasPassed()) {
      throw exceeded(null);
    }
  }

  /** What {@link #check} throws after the deadline, with a failure that the deadline led to. */
  DeadlineExceededException exceeded(@Nullable Throwable cause) {
    return limit == null
        ? new DeadlineExceededException(allowed, cause)
        : new DeadlineExceededException(allowed, limit, cause);
  }

  @Override
  public String toString() {
    return remaining() + " of " + allowed + " left";
  }
}
