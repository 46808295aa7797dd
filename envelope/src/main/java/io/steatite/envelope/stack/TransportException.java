package io.steatite.envelope.stack;

import io.steatite.SteatiteException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A call failed between this program and the peer: the peer could not be reached, the connection
 * broke, a source of the request's content could not be read, or the thread was interrupted (its
 * interrupt flag is set then). {@link #isRequestSent} says whether the peer may have received a
 * part of the request, and so whether it may have processed it.
 */
public final class TransportException extends SteatiteException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what failed
   * @param cause an {@link IOException} in most cases; null if there is none
   */
  public TransportException(String message, @Nullable Throwable cause) {
    super(Kind.TRANSPORT, message, cause);
  }

  /** A call that failed with that exception, which becomes the cause. */
  public static TransportException of(IOException cause) {
    String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new TransportException(
        "The call failed, " + cause.getClass().getSimpleName() + text, cause);
  }
}
