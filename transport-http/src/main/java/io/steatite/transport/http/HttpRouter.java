package io.steatite.transport.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several handlers behind one server: the path decides, compared exactly and as it was sent. What
 * nobody is there for is answered with an empty 404.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class HttpRouter implements HttpHandler {
  private final Map<String, HttpHandler> routes;

  private HttpRouter(Map<String, HttpHandler> routes) {
    this.routes = routes;
  }

  /** A router without routes. */
  public static HttpRouter empty() {
    return new HttpRouter(Map.of());
  }

  /**
   * This router with one route more.
   *
   * @param path starts with a slash
   * @throws IllegalArgumentException if it does not, or has a route already
   */
  public HttpRouter route(String path, HttpHandler handler) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("A path starts with a slash: " + path);
    }
    Map<String, HttpHandler> more = new LinkedHashMap<>(routes);
    if (more.putIfAbsent(path, handler) != null) {
      throw new IllegalArgumentException("Two handlers for " + path);
    }
    return new HttpRouter(more);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    HttpHandler handler = routes.get(exchange.request().path());
    if (handler == null) {
      ExchangeLog.refused(exchange, 404, "no endpoint has this path");
      exchange.response().status(404);
    } else {
      handler.handle(exchange);
    }
  }

  @Override
  public String toString() {
    return "routes " + routes.keySet();
  }
}
