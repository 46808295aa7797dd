package io.steatite.addressing;

import java.io.IOException;
import java.util.List;

/** What came back as a reply answers another message (Core section 3.4). */
public final class UnrelatedReplyException extends IOException {
  private static final long serialVersionUID = 1;

  UnrelatedReplyException(String messageId, List<RelatesTo> found) {
    super("Expected a reply to " + messageId + ", found one that relates to " + found);
  }
}
