package io.steatite.envelope;

import io.steatite.SteatiteException;
import org.jspecify.annotations.Nullable;

/**
 * An exception that carries a fault. An operation throws one to answer with its fault. A client
 * gets one if the reply to its call is a fault.
 *
 * <p>A fault that an operation receives from another service does not become its own answer: the
 * caller gets a Receiver fault without details. To pass a received fault on, throw {@code
 * e.fault().asException()}.
 */
public final class FaultException extends SteatiteException {
  private static final long serialVersionUID = 1;

  private final transient Fault fault;
  private final transient @Nullable Headers receivedWith;

  /**
   * Makes an exception to answer with.
   *
   * @param fault is sent
   * @param cause is logged, never sent; null if there is none
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

  /** Returns the exception for a fault that was received in a message with those headers. */
  static FaultException received(Fault fault, Headers headers) {
    return new FaultException(fault, null, headers);
  }

  /** Returns the fault. */
  public Fault fault() {
    return fault;
  }

  /** Returns whether the fault was received, rather than made here to be sent. */
  public boolean isReceived() {
    return receivedWith != null;
  }

  /**
   * Returns the header blocks of the message that a received fault came in, such as NotUnderstood;
   * none if the fault was made here.
   */
  public Headers headers() {
    return receivedWith == null ? Headers.empty() : receivedWith;
  }
}
