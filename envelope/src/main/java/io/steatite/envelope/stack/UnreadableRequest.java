package io.steatite.envelope.stack;

import io.steatite.LimitExceededException;
import io.steatite.SteatiteException;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;

/**
 * Tells a request that its sender got wrong from all other failures. An exception does not say of
 * itself which message it is about: user code may well have met it in a reply to a call of its own.
 * The request knows what went wrong with it.
 */
final class UnreadableRequest {
  private static final int CAUSES = 32;

  private UnreadableRequest() {}

  /** The failure; as a fault for the sender, if it comes from reading this request. */
  static Throwable explained(Message request, Throwable failure) {
    return request.body().failure().filter(e -> isCause(e, failure)).isPresent()
        ? explained(request.body().failure().get())
        : failure;
  }

  /** A failure of reading a request; as a fault for the sender, if it is the sender's doing. */
  static Throwable explained(Throwable failure) {
    if (failure instanceof MalformedMessageException || failure instanceof LimitExceededException) {
      String reason = String.valueOf(failure.getMessage());
      boolean full = ((SteatiteException) failure).kind() == SteatiteException.Kind.RECEIVER;
      return new FaultException(full ? Fault.receiver(reason) : Fault.sender(reason), failure);
    }
    return failure;
  }

  private static boolean isCause(Throwable searched, Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES && cause != null; i++, cause = cause.getCause()) {
      if (cause == searched) {
        return true;
      }
    }
    return false;
  }
}
