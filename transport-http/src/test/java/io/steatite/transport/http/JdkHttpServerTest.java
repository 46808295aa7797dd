package io.steatite.transport.http;

import io.steatite.transport.http.jdk.JdkHttpServer;

/** The server on the JDK's server. */
class JdkHttpServerTest extends HttpServerContract {
  @Override
  HttpEngine engine() {
    return JdkHttpServer.ENGINE;
  }
}
