package io.steatite.envelope;

import io.steatite.SteatiteException;
import org.jspecify.annotations.Nullable;

/**
 * A fault on its way through Java: thrown by a service to answer with it, by a client that got it.
 *
 * <p>The two do not mix: a service that calls another one and lets its fault pass has failed
 * itself, as far as its own caller is concerned. To pass a fault on, throw {@code
 * e.fault().asException()}.
 */
public final class FaultException extends SteatiteException {
  private static final long serialVersionUID = 1;

  private final transient Fault fault;
  private final transient @Nullable Headers receivedWith;

  /**
   * @param fault what goes on the wire
   * @param cause why, for the log; never goes on the wire
   */
  public FaultException(Fault fault, @Nullable Throwable cause) {
    this(fault, cause, null);
  }

  private FaultException(Fault fault, @Nullable Throwable cause, @Nullable Headers receivedWith) {
    super(kindOf(fault), fault.toString(), cause);
    addDetail(Fault.class, fault);
    this.fault = fault;
    this.receivedWith = receivedWith;
  }

  private static Kind kindOf(Fault fault) {
    return fault.code().value() == FaultCode.Value.RECEIVER ? Kind.RECEIVER : Kind.SENDER;
  }

  /** The exception for a fault that came in a message with those headers. */
  static FaultException received(Fault fault, Headers headers) {
    return new FaultException(fault, null, headers);
  }

  /** The fault. */
  public Fault fault() {
    return fault;
  }

  /** Whether the fault came in a message, rather than being made for one. */
  public boolean isReceived() {
    return receivedWith != null;
  }

  /** The header blocks of the message the fault came in, such as NotUnderstood; else none. */
  public Headers headers() {
    return receivedWith == null ? Headers.empty() : receivedWith;
  }
}
