package io.steatite.transport.http;

/**
 * Status and header fields of a received response. {@link HttpMessage} returns it for replies, and
 * for exceptions of calls that got a response.
 *
 * @param status the status code
 * @param reason the reason phrase; empty if there was none
 * @param headers the header fields
 */
public record HttpResponseHead(int status, String reason, HttpFields headers) {
  /** The status and the names of the fields; values may be secrets. */
  @Override
  public String toString() {
    return "HTTP " + status + ' ' + reason + ' ' + headers;
  }
}
