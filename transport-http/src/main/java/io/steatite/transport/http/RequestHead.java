package io.steatite.transport.http;

import io.steatite.internal.LogText;

/**
 * What a request says before its body; the names are OWIN's.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @param id names the request in logs; made by the adapter, never taken from the wire
 * @param protocol such as {@code HTTP/1.1}
 * @param scheme {@code http} or {@code https}, as the adapter received it
 * @param method such as {@code POST}
 * @param pathBase the part of the path that led to this handler; empty or starts with a slash
 * @param path the rest of the path, as it was sent: still percent-encoded
 * @param query what follows the question mark, as it was sent; empty if there is nothing
 * @param headers the header fields
 */
public record RequestHead(
    String id,
    String protocol,
    String scheme,
    String method,
    String pathBase,
    String path,
    String query,
    HttpFields headers) {

  /** Identifier and request line without its query, escaped for logs. */
  @Override
  public String toString() {
    return id + ' ' + LogText.of(method + ' ' + pathBase + path + ' ' + protocol);
  }
}
