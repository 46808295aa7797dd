package io.steatite.envelope.stack;

/**
 * Handles requests: an exchange goes in, a reply comes out.
 *
 * <p>A handler is safe for use by several threads. It does not throw for errors in the request: it
 * leaves a check on the exchange ({@link MessageExchange#remember}), which the dispatcher turns
 * into a fault after the mustUnderstand check.
 */
@FunctionalInterface
public interface MessageHandler {
  /** Processes the request of the exchange and returns the reply. */
  Reply handle(MessageExchange exchange);
}
