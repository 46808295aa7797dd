package io.steatite.envelope.stack;

import io.steatite.envelope.Message;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What comes out of a handler: a message, or the word that the request was accepted. */
public sealed interface Reply {
  /**
   * A message that goes back.
   *
   * @param message the message
   * @param fallback makes the fault that goes back if the message cannot be written; it passes the
   *     layers as the message does
   */
  record OfMessage(Message message, Function<Throwable, Message> fallback) implements Reply {
    /**
     * The fault to send in place of the message.
     *
     * @param failure why the message could not be written
     */
    public Message insteadAfter(Throwable failure) {
      return fallback.apply(failure);
    }

    @Override
    public Reply map(UnaryOperator<Message> change) {
      return new OfMessage(change.apply(message), failure -> change.apply(insteadAfter(failure)));
    }

    @Override
    public Reply withFallback(Function<Throwable, Message> value) {
      return new OfMessage(message, value);
    }
  }

  /** Nothing goes back; on HTTP an empty 202 (rule R3313). */
  record Accepted() implements Reply {
    @Override
    public Reply map(UnaryOperator<Message> change) {
      return this;
    }

    @Override
    public Reply withFallback(Function<Throwable, Message> value) {
      return this;
    }
  }

  /** A reply with a message; a fault of the standard mapping if it cannot be written. */
  static Reply of(Message message) {
    return new OfMessage(
        message, failure -> Message.of(message.version(), FaultMapper.standard().map(failure)));
  }

  /** A reply without a message. */
  static Reply accepted() {
    return new Accepted();
  }

  /**
   * This reply as a layer changes it on its way out, its message as well as the fault that is sent
   * if the message cannot be written.
   */
  Reply map(UnaryOperator<Message> change);

  /**
   * This reply with another fault for a message that cannot be written.
   *
   * @param value makes the fault from what went wrong
   */
  Reply withFallback(Function<Throwable, Message> value);
}
