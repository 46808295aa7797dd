package io.steatite.conformance.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.HttpExchange;
import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.jdk.JdkHttpServer;
import io.steatite.transport.http.jetty.JettyHttpServer;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What engines log is escaped as the lines of exchanges are. */
@Timeout(60)
class EngineLogTest {
  private static final String FORGED = "7\n\u001b[2JWARNING: forged";
  private static final String ESCAPED = "7\\u000a\\u001b[2JWARNING: forged";

  private static Stream<HttpEngine> engines() {
    return Stream.of(JettyHttpServer.ENGINE, JdkHttpServer.ENGINE);
  }

  private static String body(HttpExchange http) throws IOException {
    return new String(http.requestBody().readAllBytes(), UTF_8);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theTextOfAFailureOfAHandlerIsEscaped(HttpEngine engine) throws Exception {
    HttpHandler failing =
        http -> {
          throw new IllegalStateException("no such order: " + body(http));
        };
    LogRecord logged = logged(engine, failing, Level.INFO);
    assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
    assertThat(logged.getThrown().toString())
        .isEqualTo("java.lang.IllegalStateException: no such order: " + ESCAPED);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void anExchangeThatAHandlerBreaksOffIsALineAtDebug(HttpEngine engine) throws Exception {
    HttpHandler broken =
        http -> {
          throw new IOException("no such order: " + body(http));
        };
    LogRecord logged = logged(engine, broken, Level.FINE);
    assertThat(logged.getLevel()).isEqualTo(Level.FINE);
    assertThat(logged.getThrown()).isNull();
    assertThat(logged.getMessage()).endsWith("no such order: " + ESCAPED);
  }

  /** The first record that an engine has logged. */
  private static LogRecord logged(HttpEngine engine, HttpHandler handler, Level level)
      throws Exception {
    try (CapturedLog log = new CapturedLog(level);
        HttpServer server = engine.start(handler, ServerSettings.DEFAULT);
        RawHttp client = RawHttp.connect(server.port())) {
      client.send(RawHttp.post("/orders", "text/plain", FORGED.getBytes(UTF_8)));
      return log.nextOf("io.steatite.transport.http.j");
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void whatARefusalQuotesIsEscaped(HttpEngine engine) throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO);
        ServiceHost host =
            ServiceHost.builder()
                .engine(engine)
                .endpoint("/", Binding.of(SoapVersion.SOAP_11), Dispatcher.of())
                .start();
        RawHttp client = RawHttp.connect(host.socketAddress().getPort())) {
      String request =
          "POST / HTTP/1.1\r\nHost: test\r\nContent-Type: text/\u0085plain\r\n"
              + "Content-Length: 1\r\n\r\nx";
      client.send(request.getBytes(ISO_8859_1));
      assertThat(log.next().getMessage()).contains("refused with 415").doesNotContain("\u0085");
    }
  }
}
