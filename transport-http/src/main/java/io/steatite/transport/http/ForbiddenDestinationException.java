package io.steatite.transport.http;

import java.io.IOException;

/**
 * Something was to be sent where an {@link OutboundPolicy} permits nothing to be sent; nothing was.
 * The message is for the log: it names hosts and addresses, which are nobody else's business.
 */
public final class ForbiddenDestinationException extends IOException {
  private static final long serialVersionUID = 1;

  ForbiddenDestinationException(String message) {
    super(message);
  }
}
