package io.steatite.envelope;

/**
 * A property of a message that is good for nothing once the exchange has ended that the message
 * came in, such as what reads from its connection. {@link Message#detached()} leaves it behind.
 */
public interface ExchangeBound {}
