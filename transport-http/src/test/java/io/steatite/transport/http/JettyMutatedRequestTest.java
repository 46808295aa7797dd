package io.steatite.transport.http;

import io.steatite.transport.http.jetty.JettyHttpServer;

/** Mutated requests on Jetty. */
class JettyMutatedRequestTest extends MutatedRequestContract {
  @Override
  HttpEngine engine() {
    return JettyHttpServer.ENGINE;
  }
}
