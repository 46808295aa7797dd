package io.steatite.envelope.stack;

import io.steatite.SteatiteException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A call failed between this program and the peer: the peer could not be reached, the connection
 * broke, a source of the request could not be read, or the thread was interrupted (its interrupt
 * flag is set then). {@link #isRequestSent} tells whether the peer may have received a part of the
 * request, and so whether it may have processed it.
 */
public final class TransportException extends SteatiteException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what failed
   * @param cause usually an {@link IOException}; null if there is nothing
   */
  public TransportException(String message, @Nullable Throwable cause) {
    super(Kind.TRANSPORT, message, cause);
  }

  /** Returns the exception for a call that failed with an I/O error. */
  public static TransportException of(IOException cause) {
    String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new TransportException(
        "The call failed, " + cause.getClass().getSimpleName() + text, cause);
  }
}
