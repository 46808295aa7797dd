package io.steatite.conformance.soak;

import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.jdk.JdkHttpServer;
import io.steatite.transport.http.jetty.JettyHttpServer;

/** The engines of a host, and what they are made for. */
enum Engine {
  /** The default, made for hostile networks. */
  jetty(JettyHttpServer.ENGINE),

  /** The JDK's server: unfit for slow peers and attacks on the framing of messages. */
  jdk(JdkHttpServer.ENGINE);

  private final HttpEngine httpEngine;

  Engine(HttpEngine httpEngine) {
    this.httpEngine = httpEngine;
  }

  HttpEngine httpEngine() {
    return httpEngine;
  }

  /** Whether slow peers and attacks on the framing of messages belong to its load. */
  boolean isForHostileNetworks() {
    return this == jetty;
  }
}
