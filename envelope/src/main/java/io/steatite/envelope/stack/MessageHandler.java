package io.steatite.envelope.stack;

/**
 * The receiving side of a layer: an exchange goes in, a reply comes out.
 *
 * <p>A handler must be safe for use by several threads. It does not throw for what is wrong with
 * the message: a layer remembers that on the exchange ({@link MessageExchange#remember}), and the
 * dispatcher turns it into a fault at the right time.
 */
@FunctionalInterface
public interface MessageHandler {
  /** Answers the exchange's request. */
  Reply handle(MessageExchange exchange);
}
