package io.steatite.envelope.stack;

import io.steatite.SteatiteException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call took longer than its {@link Deadline} allows. */
public final class DeadlineExceededException extends SteatiteException {
  private static final long serialVersionUID = 1;

  private final @Nullable String limit;

  /**
   * Makes the exception for a call of a client that took too long.
   *
   * @param allowed how long the call was allowed to take
   */
  public DeadlineExceededException(Duration allowed) {
    this(allowed, (Throwable) null);
  }

  DeadlineExceededException(Duration allowed, @Nullable Throwable cause) {
    super(
        Kind.TRANSPORT,
        "The call took longer than the " + allowed.toMillis() + " ms it was given",
        cause);
    this.limit = null;
  }

  DeadlineExceededException(Duration allowed, String limit, @Nullable Throwable cause) {
    super(
        Kind.RECEIVER,
        "The service did not finish within " + limit + " = " + allowed.toMillis() + " ms.",
        cause);
    this.limit = limit;
  }

  /**
   * Returns the setting that was exceeded, such as {@code HttpLimits.processing}; empty if the
   * deadline comes from no setting.
   */
  public Optional<String> limit() {
    return Optional.ofNullable(limit);
  }
}
