package io.steatite.envelope;

import io.steatite.SteatiteException;

/**
 * What a transport knows about the call that a received reply belongs to. A transport attaches one
 * to each reply as a property, so that code that refuses the reply later can say which call failed.
 */
public interface ReplyContext {
  /**
   * Adds the endpoint, the action and the head of the response, if there is one, to the exception.
   */
  void describe(SteatiteException failure);

  /**
   * Closes the connection together with the message, so that no other call uses it. For replies
   * after which the state of the peer is unknown.
   */
  void discardConnection();
}
