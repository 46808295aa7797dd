package io.steatite.envelope.stack;

import io.steatite.UnreadableMessageException;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.Message;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds out whether a failure comes from reading the request. An exception alone does not say which
 * message it is about: user code may have caught it while it read the reply to a call of its own.
 * The request knows how reading it failed.
 */
final class UnreadableRequest {
  private static final int CAUSES = 32;

  private UnreadableRequest() {}

  /**
   * Returns the fault that answers the request if the failure, or one of its causes, comes from
   * reading this request; any other failure as it is.
   */
  static Throwable explained(Message request, Throwable failure) {
    return request
        .body()
        .failure()
        .filter(e -> causes(failure).anyMatch(cause -> cause == e))
        .map(UnreadableRequest::explained)
        .orElse(failure);
  }

  /** Returns the fault that answers an unreadable request; any other failure as it is. */
  static Throwable explained(Throwable failure) {
    return failure instanceof UnreadableMessageException unreadable
        ? new FaultException(Fault.of(unreadable), unreadable)
        : failure;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(CAUSES);
  }
}
