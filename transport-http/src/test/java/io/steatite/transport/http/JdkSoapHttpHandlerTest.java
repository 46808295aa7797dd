package io.steatite.transport.http;

import io.steatite.transport.http.jdk.JdkHttpServer;

/** SOAP over HTTP on the JDK's server. */
class JdkSoapHttpHandlerTest extends SoapHttpHandlerContract {
  @Override
  HttpEngine engine() {
    return JdkHttpServer.ENGINE;
  }
}
