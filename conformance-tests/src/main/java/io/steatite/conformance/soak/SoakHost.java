package io.steatite.conformance.soak;

import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.SoapVersion;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A program that runs the host under load with default settings: the {@link EchoService} as text,
 * with addressing, and as MTOM. Prints its port on the first line, then one {@link
 * io.steatite.conformance.soak.Level} for each line it reads. Exits at the end of its input.
 */
public final class SoakHost {
  /** The path of the endpoint for SOAP 1.1 as text. */
  static final String TEXT = "/text";

  /** The path of the endpoint for SOAP 1.2 as text with WS-Addressing. */
  static final String ADDRESSED = "/addressed";

  /** The path of the endpoint for SOAP 1.2 as MTOM. */
  static final String MTOM = "/mtom";

  private SoakHost() {}

  /**
   * Runs the host until the input ends.
   *
   * @param args the engine, {@code jetty} or {@code jdk}
   */
  public static void main(String[] args) throws IOException {
    Logger.getLogger("").setLevel(Level.SEVERE); // hostile requests are logged at lower levels
    EchoService service = new EchoService();
    try (ServiceHost host =
            ServiceHost.builder()
                .engine(Engine.valueOf(args[0]).httpEngine())
                .endpoint(TEXT, Binding.basicHttp(), service.operations())
                .endpoint(ADDRESSED, Binding.wsHttp(), service.operations())
                .endpoint(MTOM, Binding.of(SoapVersion.SOAP_12).withMtom(), service.operations())
                .start();
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      PrintStream out = System.out;
      out.println(host.socketAddress().getPort());
      while (commands.readLine() != null) {
        out.println(io.steatite.conformance.soak.Level.ofThisJvm().toLine());
      }
    }
  }
}
