package io.steatite.envelope.encoding;

import org.jspecify.annotations.Nullable;

/** A text is not a media type, or names an unknown charset. */
public final class MediaTypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what was found where
   * @param cause what the charset lookup reported; null if there is nothing
   */
  public MediaTypeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
