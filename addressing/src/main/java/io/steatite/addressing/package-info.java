/**
 * WS-Addressing 1.0 and its 2004/08 submission as one layer of the message stack.
 *
 * <p>In come messages with addressing headers; what they say comes out as {@link
 * io.steatite.addressing.MessageAddressingProperties}, a property of the message. Out go messages
 * with the headers that those properties ask for, completed where they are silent. Start with
 * {@link io.steatite.addressing.AddressingLayer}. Replies that come on connections of their own
 * find their requests through {@link io.steatite.addressing.PendingReplies}.
 */
@NullMarked
package io.steatite.addressing;

import org.jspecify.annotations.NullMarked;
