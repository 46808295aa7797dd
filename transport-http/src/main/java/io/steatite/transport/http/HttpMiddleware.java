package io.steatite.transport.http;

/**
 * Something that happens before and after handlers: compression, authentication, logs. It is a
 * function from the handler further in to the handler that a server is given.
 *
 * <p>Must be safe for use by several threads, and so must be the handlers it makes.
 */
@FunctionalInterface
public interface HttpMiddleware {
  /** A handler that does its part and leaves the rest to the next one. */
  HttpHandler around(HttpHandler next);

  /** This middleware outside, another one inside of it. */
  default HttpMiddleware then(HttpMiddleware inner) {
    return next -> around(inner.around(next));
  }
}
