/**
 * WS-Addressing 1.0 and its 2004/08 submission as one layer of the message stack.
 *
 * <p>Inbound messages come in with addressing headers, and go out with the values as {@link
 * io.steatite.addressing.MessageAddressingProperties}, a property of the message. Outbound messages
 * come in with properties that the caller attached, if any, and go out with addressing headers; the
 * layer completes the headers that the specification requires.
 *
 * <p>Start with {@link io.steatite.addressing.AddressingLayer}. {@link
 * io.steatite.addressing.EndpointReference} is the address of an endpoint, in headers and in
 * bodies. {@link io.steatite.addressing.ReplyRoutes} decide which addresses decoupled replies may
 * be sent to. {@link io.steatite.addressing.AddressingProblem} reads the details of a received
 * addressing fault.
 */
@NullMarked
package io.steatite.addressing;

import org.jspecify.annotations.NullMarked;
