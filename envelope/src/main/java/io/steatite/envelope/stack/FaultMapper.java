package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import java.util.Optional;

/**
 * Turns failures into faults, for all of a stack. A fault that a service throws, and an error in
 * the request, arrive as a {@link FaultException}. For any other failure the standard mapping tells
 * the peer only that something failed; the log has the rest.
 *
 * <p>Safe for use by several threads.
 */
@FunctionalInterface
public interface FaultMapper {
  /** Returns the fault that answers a failed request. */
  Fault map(Throwable failure);

  /** Returns the default mapping. */
  static FaultMapper standard() {
    return StandardFaultMapper.INSTANCE;
  }

  /**
   * Returns the standard mapping with class, message and stack trace of the failure in the detail
   * of the fault, in the form of WCF's {@code IncludeExceptionDetailInFaults}. Faults that a
   * service threw stay as they are. For development only: it reveals internals to every peer.
   */
  static FaultMapper withExceptionDetail() {
    return ExplainingFaultMapper.INSTANCE;
  }

  /**
   * Returns the fault that a failure or one of its causes carries. A fault that was received from
   * another service does not count, since it answers a call of ours.
   */
  static Optional<Fault> faultIn(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 32; depth++, cause = cause.getCause()) {
      if (cause instanceof FaultException e) {
        return e.isReceived() ? Optional.empty() : Optional.of(e.fault());
      }
    }
    return Optional.empty();
  }
}
