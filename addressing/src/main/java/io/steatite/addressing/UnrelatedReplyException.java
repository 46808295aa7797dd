package io.steatite.addressing;

import io.steatite.SteatiteException;
import java.util.List;

/** Thrown if a reply relates to another message than its request (Core section 3.4). */
public final class UnrelatedReplyException extends SteatiteException {
  private static final long serialVersionUID = 1;

  UnrelatedReplyException(String messageId, List<RelatesTo> found) {
    super(
        Kind.RECEIVER,
        "Expected a reply to " + messageId + ", but the reply relates to " + found,
        null);
  }
}
