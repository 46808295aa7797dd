package io.steatite.envelope.stack;

import io.steatite.envelope.Message;

/** What comes out of a handler: a message, or the word that the request was accepted. */
public sealed interface Reply {
  /** A message that goes back. */
  record OfMessage(Message message) implements Reply {}

  /** Nothing goes back; on HTTP an empty 202 (rule R3313). */
  record Accepted() implements Reply {}

  /** A reply with a message. */
  static Reply of(Message message) {
    return new OfMessage(message);
  }

  /** A reply without a message. */
  static Reply accepted() {
    return new Accepted();
  }
}
