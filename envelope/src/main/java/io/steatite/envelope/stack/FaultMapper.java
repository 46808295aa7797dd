package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import java.util.Optional;

/**
 * The one place where failures become faults. What a service decided, or is wrong with the request,
 * arrives as a {@link FaultException}; of everything else only the log learns more than that it
 * happened.
 *
 * <p>Safe for use by several threads.
 */
@FunctionalInterface
public interface FaultMapper {
  /** The fault that answers a request which failed so. */
  Fault map(Throwable failure);

  /** The mapping that stacks use unless told otherwise. */
  static FaultMapper standard() {
    return StandardFaultMapper.INSTANCE;
  }

  /**
   * The standard mapping, but for failures that only the log would learn of: their fault has class,
   * message and stack trace in its detail, in the form WCF's {@code IncludeExceptionDetailInFaults}
   * has made known. For development; it shows strangers what they should not see.
   */
  static FaultMapper withExceptionDetail() {
    return ExplainingFaultMapper.INSTANCE;
  }

  /**
   * The fault that a failure, or one of its causes, was thrown to answer with. One that came from
   * another service is none: it answers a call of ours, not the one made to us.
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
