/**
 * WS-Addressing 1.0 and its 2004/08 submission as one layer of the message stack.
 *
 * <p>In come messages with addressing headers; what they say comes out as {@link
 * io.steatite.addressing.MessageAddressingProperties}, a property of the message. Out go messages
 * with the headers that those properties ask for, completed where they are silent. Start with
 * {@link io.steatite.addressing.AddressingLayer}.
 *
 * <p>An {@link io.steatite.addressing.EndpointReference} says where messages go; it can stand in
 * bodies too. {@link io.steatite.addressing.ReplyRoutes} decide whether replies may leave on
 * another way than the one their request came, and {@link io.steatite.addressing.PendingReplies}
 * find the requests of replies that came so. What a received fault says about addressing, {@link
 * io.steatite.addressing.AddressingProblem} tells.
 */
@NullMarked
package io.steatite.addressing;

import org.jspecify.annotations.NullMarked;
