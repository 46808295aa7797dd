package io.steatite.envelope.stack;

import io.steatite.envelope.Message;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The result of a handler: a message, or the statement that the request was accepted. */
public sealed interface Reply {
  /**
   * A message that is sent back.
   *
   * @param message the message
   * @param fallback makes the fault that is sent if the message cannot be written; layers change
   *     the fault as they change the message
   */
  record OfMessage(Message message, Function<Throwable, Message> fallback) implements Reply {
    /**
     * Returns the fault to send in place of the message.
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

  /** Nothing is sent back; over HTTP an empty 202 (rule R3313). */
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

  /**
   * Returns a reply with a message. If the message cannot be written, the fault of the standard
   * mapping is sent.
   */
  static Reply of(Message message) {
    return new OfMessage(
        message, failure -> Message.of(message.version(), FaultMapper.standard().map(failure)));
  }

  /** Returns a reply without a message. */
  static Reply accepted() {
    return new Accepted();
  }

  /**
   * Returns this reply as a layer changes it on its way out: its message, and the fault that is
   * sent if the message cannot be written.
   */
  Reply map(UnaryOperator<Message> change);

  /**
   * Returns this reply with another fault for the case that its message cannot be written.
   *
   * @param value makes the fault from the failure
   */
  Reply withFallback(Function<Throwable, Message> value);
}
