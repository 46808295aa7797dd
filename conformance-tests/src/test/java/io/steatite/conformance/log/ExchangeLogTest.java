package io.steatite.conformance.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingVersion;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One line in the log for each exchange that fails or is refused. */
@Timeout(60)
class ExchangeLogTest {
  private static final String PATH = "/orders";
  private static final String ID = "urn:uuid:4b1f2d63-0000-4000-8000-000000000001";
  private static final QName ORDER = new QName("urn:test", "order", "t");
  private static ServiceHost host;

  @BeforeAll
  static void start() throws IOException {
    Dispatcher operations =
        Dispatcher.of(
            Operation.requestReply("urn:test:ok", request -> request.reply(Body.of(ORDER, "ok"))),
            Operation.requestReply(
                "urn:test:crash",
                request -> {
                  throw new IllegalStateException(
                      "no such order: " + request.body().reader().getElementText());
                }),
            Operation.requestReply(
                "urn:test:deny",
                request -> {
                  throw Fault.sender("no order\r\n2026-01-01 INFO forged").asException();
                }),
            Operation.requestReply(
                "urn:test:busy",
                request -> {
                  throw Fault.receiver("no stock").asException();
                }),
            Operation.oneWay(
                "urn:test:note",
                message -> {
                  throw new IllegalStateException("cannot note");
                }));
    host = ServiceHost.builder().endpoint(PATH, Binding.wsHttp(), operations).start();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static String envelope(String action, String text) {
    AddressingVersion wsa = AddressingVersion.WSA_10;
    return """
        <s:Envelope xmlns:s="%s" xmlns:a="%s"><s:Header><a:Action>%s</a:Action>\
        <a:MessageID>%s</a:MessageID><a:To>%s</a:To></s:Header>\
        <s:Body><t:order xmlns:t="urn:test">%s</t:order></s:Body></s:Envelope>"""
        .formatted(
            SoapVersion.SOAP_12.namespace(), wsa.namespace(), action, ID, host.address(PATH), text);
  }

  private static Received post(String action, String text) throws IOException {
    return send(PATH, envelope(action, text));
  }

  private static Received send(String path, String body) throws IOException {
    byte[] request =
        RawHttp.post(path, "application/soap+xml; charset=utf-8", body.getBytes(UTF_8));
    return RawHttp.exchange(host.socketAddress(), request);
  }

  private static String text(LogRecord logged) {
    StringWriter text = new StringWriter().append(logged.getMessage());
    if (logged.getThrown() != null) {
      logged.getThrown().printStackTrace(new PrintWriter(text.append('\n'), true));
    }
    return text.toString();
  }

  @Test
  void anOperationThatFailsIsAnErrorWithItsStackTrace() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO)) {
      assertThat(post("urn:test:crash", "7&#10;WARNING: forged").status()).isEqualTo(500);

      LogRecord logged = log.next();
      assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
      assertThat(logged.getMessage())
          .contains("POST " + PATH)
          .contains("from 127.0.0.1:")
          .contains("MessageID " + ID)
          .contains("action urn:test:crash");
      assertThat(text(logged))
          .contains("java.lang.IllegalStateException: no such order: 7\\u000aWARNING: forged")
          .contains("at io.steatite.conformance.log.ExchangeLogTest");
    }
  }

  @Test
  void aFaultOfTheSenderIsOneLineAtInfo() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO)) {
      assertThat(post("urn:test:deny", "x").status()).isEqualTo(500);

      LogRecord logged = log.next();
      assertThat(logged.getLevel()).isEqualTo(Level.INFO);
      assertThat(logged.getThrown()).isNull();
      assertThat(logged.getMessage())
          .contains("MessageID " + ID, "action urn:test:deny")
          .endsWith("no order\\u000d\\u000a2026-01-01 INFO forged")
          .doesNotContain("\n");
      assertThat(log.isEmpty()).isTrue();
    }
  }

  @Test
  void aFaultOfTheReceiverIsAWarning() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO)) {
      assertThat(post("urn:test:busy", "x").status()).isEqualTo(500);

      LogRecord logged = log.next();
      assertThat(logged.getLevel()).isEqualTo(Level.WARNING);
      assertThat(logged.getMessage()).endsWith("no stock");
      assertThat(logged.getThrown()).isNull();
    }
  }

  @Test
  void atDebugAFaultHasItsStackTrace() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.FINE)) {
      post("urn:test:deny", "x");

      assertThat(text(log.next())).contains("FaultException").contains("at io.steatite");
    }
  }

  @Test
  void aOneWayMessageThatFailsIsLoggedAlthoughItIsAccepted() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO)) {
      assertThat(post("urn:test:note", "x").status()).isEqualTo(202);

      LogRecord logged = log.next();
      assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
      assertThat(text(logged)).contains("action urn:test:note").contains("cannot note");
    }
  }

  @Test
  void aMessageThatCannotBeReadIsLogged() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO)) {
      assertThat(send(PATH, "<a>\u0007").status()).isEqualTo(500);

      LogRecord logged = log.next();
      assertThat(logged.getLevel()).isEqualTo(Level.INFO);
      assertThat(logged.getMessage()).contains("POST " + PATH, "from 127.0.0.1:");
      assertThat(logged.getThrown()).isNull();
    }
  }

  @Test
  void anUnknownActionIsLogged() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO)) {
      post("urn:test:unknown", "x");

      assertThat(log.next().getMessage()).contains("ActionNotSupported", "urn:test:unknown");
    }
  }

  @Test
  void whatHttpRefusesIsLoggedWithItsStatus() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO)) {
      byte[] json = RawHttp.post(PATH, "application/json", "{}".getBytes(UTF_8));
      assertThat(RawHttp.exchange(host.socketAddress(), json).status()).isEqualTo(415);
      assertThat(log.next().getMessage())
          .contains("POST " + PATH, "from 127.0.0.1:", "refused with 415");

      assertThat(send("/nothing", "<a/>").status()).isEqualTo(404);
      LogRecord notFound = log.next();
      assertThat(notFound.getLevel()).isEqualTo(Level.INFO);
      assertThat(notFound.getMessage()).contains("POST /nothing", "refused with 404");
    }
  }

  @Test
  void anExchangeThatSucceedsIsNotLogged() throws Exception {
    try (CapturedLog log = new CapturedLog(Level.INFO)) {
      assertThat(post("urn:test:ok", "x").status()).isEqualTo(200);

      assertThat(log.isEmpty()).isTrue();
    }
  }
}
