package io.steatite.envelope;

/**
 * A property of a message that is useless after the exchange in which the message came has ended,
 * such as one that reads from its connection. {@link Message#detached()} drops it.
 */
public interface ExchangeBound {}
