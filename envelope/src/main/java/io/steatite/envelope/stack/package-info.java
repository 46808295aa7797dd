/**
 * The pipeline: messages go through layers to a dispatcher that invokes an operation, and its
 * answer passes the same layers in reverse order.
 *
 * <p>In come messages, out come replies. Start with {@link
 * io.steatite.envelope.stack.MessageStack}; its seams are {@link io.steatite.envelope.stack.Layer},
 * {@link io.steatite.envelope.stack.MessageHandler} and {@link
 * io.steatite.envelope.stack.RequestChannel}.
 */
@NullMarked
package io.steatite.envelope.stack;

import org.jspecify.annotations.NullMarked;
