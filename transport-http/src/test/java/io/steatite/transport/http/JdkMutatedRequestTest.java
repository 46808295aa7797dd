package io.steatite.transport.http;

import io.steatite.transport.http.jdk.JdkHttpServer;

/** Mutated requests on the JDK's server. */
class JdkMutatedRequestTest extends MutatedRequestContract {
  @Override
  HttpEngine engine() {
    return JdkHttpServer.ENGINE;
  }
}
