package io.steatite.conformance.readme;

import io.steatite.service.ServiceHost;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;

/** Runs the examples of the README, and says where the HTTP client of that JVM came from. */
public final class GreetAda {
  private GreetAda() {}

  public static void main(String[] args) throws Exception {
    try (ServiceHost host = ReadmeExamplesTest.startGreeter(0)) {
      System.out.println(ReadmeExamplesTest.greet(host.address("/greeter"), "Ada"));
    }
    System.out.println(
        PoolingHttpClientConnectionManager.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation());
  }
}
