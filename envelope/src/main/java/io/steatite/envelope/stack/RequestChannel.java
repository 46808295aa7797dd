package io.steatite.envelope.stack;

import io.steatite.envelope.Message;

/**
 * The sending side of a layer or a transport. Safe for use by several threads. A channel takes over
 * the message it is given and closes it, whether it succeeds or fails. The channel that {@link
 * MessageStack#channel} makes does so for all layers below it.
 */
public interface RequestChannel extends AutoCloseable {
  /**
   * Sends a request and waits for its reply, at most until the {@link Deadline} that the message
   * has as a property, else as long as the transport is configured to.
   *
   * @return the reply, which may carry a fault; the caller closes it
   * @throws io.steatite.SteatiteException if the call fails: a {@link TransportException} if the
   *     peer cannot be reached or the connection breaks, a {@link DeadlineExceededException}, or
   *     one that says why the reply is refused
   */
  Message request(Message request);

  /**
   * Sends a one-way message and waits until the other side has accepted it.
   *
   * @throws io.steatite.envelope.FaultException if the other side answered with a fault
   * @throws io.steatite.SteatiteException if the call fails otherwise, as {@link #request} does
   */
  void send(Message message);

  /**
   * Releases what the channel alone holds. What it shares with other channels, such as an HTTP
   * client given to it, stays open for whoever made it to close.
   */
  @Override
  void close();
}
