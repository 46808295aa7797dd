package io.steatite.envelope;

import io.steatite.SteatiteException;

/**
 * What a transport knows of the call that a received reply belongs to. A transport attaches one to
 * each reply as a property, so that whoever refuses the reply later can say which call failed.
 */
public interface ReplyContext {
  /** Adds the endpoint, the action, and the head of the response, where there is one. */
  void describe(SteatiteException failure);

  /**
   * Has the connection closed with the message, instead of being used for another call. For replies
   * after which the peer's state is unknown.
   */
  void discardConnection();
}
