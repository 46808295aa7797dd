package io.steatite.envelope.stack;

import io.steatite.envelope.Message;

/**
 * Sends messages: the outbound side of a layer or a transport. A channel closes the message that it
 * is given, whether the call succeeds or fails. The channel that {@link MessageStack#channel} makes
 * does so for all layers below it.
 *
 * <p>Safe for use by several threads.
 */
public interface RequestChannel extends AutoCloseable {
  /**
   * Sends a request and waits for its reply, at most until the {@link Deadline} that the message
   * has as a property. Without that property the settings of the transport say how long.
   *
   * @return the reply, which may carry a fault ({@link Message#orThrow}); the caller closes it
   * @throws io.steatite.SteatiteException if the call fails: a {@link TransportException} if the
   *     peer cannot be reached or the connection breaks, a {@link DeadlineExceededException}, or an
   *     exception that says why the reply is refused
   */
  Message request(Message request);

  /**
   * Sends a one-way message and waits until the peer has accepted it.
   *
   * @throws io.steatite.envelope.FaultException if the peer answered with a fault
   * @throws io.steatite.SteatiteException if the call fails otherwise, as in {@link #request}
   */
  void send(Message message);

  /**
   * Releases what only this channel uses. What it shares with other channels, such as an HTTP
   * client that was given to it, stays open.
   */
  @Override
  void close();
}
