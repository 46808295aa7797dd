package io.steatite.envelope.stack;

import java.time.Duration;

/** A call took longer than its {@link Deadline} allows. */
public final class DeadlineExceededException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param allowed how long the call was allowed to take
   */
  public DeadlineExceededException(Duration allowed) {
    super("The call took longer than the " + allowed.toMillis() + " ms it was given");
  }
}
