package io.steatite;

import org.jspecify.annotations.Nullable;

/**
 * A received message cannot be read: it is malformed, it exceeds a limit, or the host has no memory
 * or disk space left for it. The text may be sent to the peer.
 *
 * <p>{@link Kind#SENDER} if the sender has to change the message, {@link Kind#RECEIVER} if the host
 * is full.
 */
public abstract class UnreadableMessageException extends SteatiteException {
  private static final long serialVersionUID = 1;

  /**
   * Makes an exception without a call.
   *
   * @param message what was found, what was expected, and which rule or setting decides; nothing
   *     that the peer may not see
   */
  protected UnreadableMessageException(Kind kind, String message, @Nullable Throwable cause) {
    super(kind, message, cause);
  }
}
