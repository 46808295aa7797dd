package io.steatite.transport.http;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A response that is not the SOAP message that was waited for: another status, another media type,
 * or nothing at all. Says what was expected, what came, and how it began.
 */
public final class HttpStatusException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable String contentType;
  private final String excerpt;

  HttpStatusException(String message, int status, @Nullable String contentType, String excerpt) {
    super(message);
    this.status = status;
    this.contentType = contentType;
    this.excerpt = excerpt;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The media type of the response, as it was sent. */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /** How the body began, at most 1024 bytes of it; empty if it was no text. */
  public String excerpt() {
    return excerpt;
  }
}
