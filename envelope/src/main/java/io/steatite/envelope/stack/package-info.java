/**
 * The corridor: messages go through layers to a dispatcher that invokes an operation, and its
 * answer goes back by the same stairs.
 *
 * <p>In come messages, out come replies. Start with {@link
 * io.steatite.envelope.stack.MessageStack}; its seams are {@link io.steatite.envelope.stack.Layer},
 * {@link io.steatite.envelope.stack.MessageHandler} and {@link
 * io.steatite.envelope.stack.RequestChannel}.
 */
@NullMarked
package io.steatite.envelope.stack;

import org.jspecify.annotations.NullMarked;
