package io.steatite.envelope.stack;

import io.steatite.SteatiteException;
import java.time.Duration;

/** A call took longer than its {@link Deadline} allows. */
public final class DeadlineExceededException extends SteatiteException {
  private static final long serialVersionUID = 1;

  /**
   * @param allowed how long the call was allowed to take
   */
  public DeadlineExceededException(Duration allowed) {
    super(
        Kind.TRANSPORT,
        "The call took longer than the " + allowed.toMillis() + " ms it was given",
        null);
  }
}
