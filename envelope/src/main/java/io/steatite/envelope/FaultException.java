package io.steatite.envelope;

import org.jspecify.annotations.Nullable;

/**
 * A fault on its way through Java: thrown by a service to answer with it, by a client that got it.
 */
public final class FaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  /**
   * @param fault what goes on the wire, or came from it
   * @param cause why, for the log; never goes on the wire
   */
  public FaultException(Fault fault, @Nullable Throwable cause) {
    super(fault.toString(), cause);
    this.fault = fault;
  }

  /** The fault. */
  public Fault fault() {
    return fault;
  }
}
