package io.steatite.envelope.stack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a whole call must be over. Everything in the call that waits checks it. To
 * give a single call a deadline, make it a property of the request.
 *
 * <p>Immutable, safe to share between threads.
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
   * Returns the deadline that ends after a duration.
   *
   * @throws ArithmeticException if the duration is more than 292 years
   */
  public static Deadline after(Duration allowed) {
    return new Deadline(allowed, null);
  }

  /**
   * Returns the deadline that ends after a duration which a setting defines.
   *
   * @param limit the setting, such as {@code HttpLimits.processing}; the exception names it
   * @throws ArithmeticException if the duration is more than 292 years
   */
  public static Deadline after(Duration allowed, String limit) {
    return new Deadline(allowed, limit);
  }

  /** Returns the duration that the deadline was made with. */
  public Duration allowed() {
    return allowed;
  }

  /** Returns the remaining time; negative after the deadline. */
  public Duration remaining() {
    return Duration.ofNanos(nanoTime - System.nanoTime());
  }

  /** Returns whether the deadline has passed. */
  public boolean hasPassed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /**
   * Checks that the deadline has not passed.
   *
   * @throws DeadlineExceededException if it has
   */
  public void check() {
    if (hasPassed()) {
      throw exceeded(null);
    }
  }

  /**
   * Returns the exception that {@link #check} throws after the deadline.
   *
   * @param cause the failure that the deadline led to; null if there is none
   */
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
