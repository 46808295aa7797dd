package io.steatite.transport.http.destination;

import io.steatite.SteatiteException;

/**
 * An {@link OutboundPolicy} does not permit to send to an address; nothing was sent. The message
 * names hosts and addresses: it is for the log, and a peer must not see it.
 */
public final class ForbiddenDestinationException extends SteatiteException {
  private static final long serialVersionUID = 1;

  ForbiddenDestinationException(String message) {
    super(Kind.LOCAL, message, null);
  }
}
