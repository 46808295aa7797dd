package io.steatite.envelope.stack;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.VersionMismatchException;
import io.steatite.envelope.xml.LimitExceededException;
import java.util.Optional;

/**
 * The one place where failures become faults. What is the sender's doing is explained to the
 * sender; of everything else only the log learns more than that it happened.
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

  /** The fault in a failure or in one of its causes. */
  static Optional<Fault> faultIn(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 32; depth++, cause = cause.getCause()) {
      if (cause instanceof FaultException fault) {
        return Optional.of(fault.fault());
      }
      if (cause instanceof VersionMismatchException mismatch) {
        return Optional.of(mismatch.fault(mismatch.version().orElse(SoapVersion.SOAP_11)));
      }
      if (cause instanceof MalformedMessageException || cause instanceof LimitExceededException) {
        return Optional.of(Fault.sender(String.valueOf(cause.getMessage())));
      }
    }
    return Optional.empty();
  }
}
