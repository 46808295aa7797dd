package io.steatite.transport.http;

import io.steatite.SteatiteException;
import java.util.Optional;

/**
 * A response that is not the SOAP message that was expected: another status, another media type, or
 * no content. The message says what was expected and what came, and quotes the start of a text.
 */
public final class HttpStatusException extends SteatiteException {
  private static final long serialVersionUID = 1;

  private final transient HttpResponseHead head;
  private final String excerpt;

  HttpStatusException(String message, HttpResponseHead head, String excerpt) {
    super(Kind.TRANSPORT, message, null);
    this.head = head;
    this.excerpt = excerpt;
    addDetail(HttpResponseHead.class, head);
  }

  /** The status code. */
  public int status() {
    return head.status();
  }

  /** The header fields of the response. */
  public HttpFields headers() {
    return head.headers();
  }

  /** The media type of the response, as it was sent. */
  public Optional<String> contentType() {
    return head.headers().first("Content-Type");
  }

  /** The start of the body, at most 1024 bytes of it, on one line; empty if it was no text. */
  public String excerpt() {
    return excerpt;
  }
}
