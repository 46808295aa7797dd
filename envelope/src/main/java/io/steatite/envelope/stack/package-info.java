/**
 * The channel stack: requests pass through layers to a dispatcher that invokes an operation, and
 * replies pass the same layers in reverse order.
 *
 * <p>In come requests, out come replies, on the service's side and on the client's. Start with
 * {@link io.steatite.envelope.stack.MessageStack}. The interfaces to implement are {@link
 * io.steatite.envelope.stack.Layer}, {@link io.steatite.envelope.stack.MessageHandler} and {@link
 * io.steatite.envelope.stack.RequestChannel}.
 */
@NullMarked
package io.steatite.envelope.stack;

import org.jspecify.annotations.NullMarked;
