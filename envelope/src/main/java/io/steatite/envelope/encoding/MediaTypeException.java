package io.steatite.envelope.encoding;

import org.jspecify.annotations.Nullable;

/** A field value is no media type, or names something unknown. */
public final class MediaTypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what was found where
   * @param cause what the charset lookup said
   */
  public MediaTypeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
