package io.steatite.envelope.stack;

import io.steatite.envelope.Message;
import java.io.IOException;

/**
 * The sending side of a floor. Safe for use by several threads. A channel takes over the message it
 * is given and closes it.
 */
public interface RequestChannel extends AutoCloseable {
  /**
   * Sends a request and waits for its reply, at most until the {@link Deadline} that the message
   * has as a property, else as long as the transport is configured to.
   *
   * @return the reply, which may carry a fault; the caller closes it
   * @throws IOException if the other side cannot be reached or does not answer with a message
   */
  Message request(Message request) throws IOException;

  /**
   * Sends a one-way message and waits until the other side has accepted it.
   *
   * @throws io.steatite.envelope.FaultException if the other side answered with a fault
   * @throws IOException if the other side cannot be reached or does not accept it
   */
  void send(Message message) throws IOException;

  /**
   * Releases what the channel alone holds. What it shares with other channels, such as an HTTP
   * client given to it, stays open for whoever made it to close.
   */
  @Override
  void close();
}
