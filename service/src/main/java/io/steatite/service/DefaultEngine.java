package io.steatite.service;

import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.jetty.JettyHttpServer;
import java.io.IOException;

/**
 * The default HTTP server: Jetty. If Jetty is missing, the server of the JDK does not take its
 * place silently, because it is less robust; a builder can name it.
 */
final class DefaultEngine implements HttpEngine {
  static final HttpEngine INSTANCE = new DefaultEngine();

  private DefaultEngine() {}

  /**
   * Starts a server on Jetty.
   *
   * @throws IllegalStateException if Jetty is not on the class path
   */
  @Override
  public HttpServer start(HttpHandler handler, ServerSettings settings) throws IOException {
    try {
      return JettyHttpServer.ENGINE.start(handler, settings);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "No HTTP engine: add the artifact org.eclipse.jetty:jetty-server, or name another engine"
              + " on the builder, such as JdkHttpServer.ENGINE",
          e);
    }
  }

  @Override
  public String toString() {
    return "Jetty";
  }
}
