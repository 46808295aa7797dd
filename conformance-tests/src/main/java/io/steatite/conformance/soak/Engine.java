package io.steatite.conformance.soak;

import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.jdk.JdkHttpServer;
import io.steatite.transport.http.jetty.JettyHttpServer;

/** The HTTP engines of a host. */
enum Engine {
  /** The default engine, which is fit for hostile networks. */
  jetty(JettyHttpServer.ENGINE),

  /** The JDK's server, which is unfit for slow peers and for requests with wrong framing. */
  jdk(JdkHttpServer.ENGINE);

  private final HttpEngine httpEngine;

  Engine(HttpEngine httpEngine) {
    this.httpEngine = httpEngine;
  }

  /** Returns the engine. */
  HttpEngine httpEngine() {
    return httpEngine;
  }

  /** Returns whether the load contains slow peers and requests with wrong framing. */
  boolean isForHostileNetworks() {
    return this == jetty;
  }
}
