package io.steatite.transport.http;

import io.steatite.SteatiteException;
import io.steatite.envelope.Message;
import java.util.Optional;

/**
 * What HTTP says about SOAP messages: the one place to find status and header fields of requests
 * and responses, and to add header fields to messages that are sent.
 *
 * <pre>{@code
 * // in an operation
 * String token = HttpMessage.fields(request).first("Authorization").orElse("");
 * // in a client
 * channel.request(HttpMessage.withField(request, "Authorization", token));
 * int status = HttpMessage.response(reply).orElseThrow().status();
 * Optional<String> later =
 *     HttpMessage.response(exception).flatMap(head -> head.headers().first("Retry-After"));
 * }</pre>
 */
public final class HttpMessage {
  private HttpMessage() {}

  /**
   * Returns the head of the HTTP request that a message was received in: method, path, query,
   * header fields. Empty if it was not received by a service over HTTP.
   */
  public static Optional<RequestHead> request(Message message) {
    return message.property(RequestHead.class);
  }

  /**
   * Returns the head of the HTTP response that a reply was received in: status and header fields.
   * Empty if it was not received by a client over HTTP.
   */
  public static Optional<HttpResponseHead> response(Message reply) {
    return reply.property(HttpResponseHead.class);
  }

  /** Returns the head of the HTTP response to a call that failed; empty if there was none. */
  public static Optional<HttpResponseHead> response(SteatiteException failure) {
    return failure.detail(HttpResponseHead.class);
  }

  /**
   * Returns the header fields of the HTTP request or response that a message was received in; none
   * if it was not received over HTTP.
   */
  public static HttpFields fields(Message received) {
    return request(received)
        .map(RequestHead::headers)
        .or(() -> response(received).map(HttpResponseHead::headers))
        .orElse(HttpFields.empty());
  }

  /**
   * Returns a message that is sent with one more header field, in place of those of its name.
   * Fields that describe the body, such as Content-Type, are set by the transport.
   *
   * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
   */
  public static Message withField(Message message, String name, String value) {
    HttpFields fields = message.property(HttpFields.class).orElse(HttpFields.empty());
    return withFields(message, fields.with(name, value));
  }

  /** Returns a message that is sent with these header fields besides those of the transport. */
  public static Message withFields(Message message, HttpFields fields) {
    return message.withProperty(HttpFields.class, fields);
  }
}
