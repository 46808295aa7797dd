package io.steatite.conformance.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.jdk.JdkHttpServer;
import io.steatite.transport.http.jetty.JettyHttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that leaves while it sends its request leaves a line at DEBUG, whoever notices. */
@Timeout(60)
class CutRequestTest {
  private static final QName DONE = new QName("urn:test", "done", "t");
  private static final int ANNOUNCED = 1_000_000;

  /** More than an engine collects before it calls its handler. */
  private static final int SENT = 100_000;

  /** What an operation does with the request. */
  private enum Use {
    IGNORES {
      @Override
      void use(Message request) {}
    },
    READS_TEXT {
      @Override
      void use(Message request) throws Exception {
        XMLStreamReader2 reader = request.body().reader();
        reader.nextTag();
        reader.getElementText();
      }
    },
    READS_CONTENT {
      @Override
      void use(Message request) throws Exception {
        XMLStreamReader2 reader = request.body().reader();
        reader.nextTag();
        try (InputStream content = BinaryContent.read(reader).getInputStream()) {
          content.readAllBytes();
        }
      }
    },
    WRAPS_THE_FAILURE {
      @Override
      void use(Message request) {
        try {
          READS_CONTENT.use(request);
        } catch (Exception e) {
          throw new IllegalStateException("cannot store the picture");
        }
      }
    };

    abstract void use(Message request) throws Exception;
  }

  private record Case(HttpEngine engine, String path, boolean chunked, boolean reset, Use use) {}

  private static Stream<Case> cases() {
    return Stream.of(JettyHttpServer.ENGINE, JdkHttpServer.ENGINE)
        .flatMap(
            engine ->
                Stream.of("/text", "/mtom")
                    .flatMap(
                        path ->
                            Stream.of(Use.values())
                                .flatMap(
                                    use ->
                                        Stream.of(
                                            new Case(engine, path, false, false, use),
                                            new Case(engine, path, true, false, use),
                                            new Case(engine, path, false, true, use)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCutRequestIsNoErrorOfTheService(Case tested) throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    Dispatcher operations =
        Dispatcher.of(
            Operation.requestReply(
                "urn:test:store",
                request -> {
                  called.countDown();
                  tested.use.use(request);
                  return request.reply(Body.of(DONE, "done"));
                }));
    try (CapturedLog log = new CapturedLog(Level.FINE);
        ServiceHost host =
            ServiceHost.builder()
                .engine(tested.engine)
                .endpoint("/text", Binding.of(SoapVersion.SOAP_12), operations)
                .endpoint("/mtom", Binding.of(SoapVersion.SOAP_12).withMtom(), operations)
                .start()) {
      cut(host, tested, called);

      LogRecord logged = log.next();
      assertThat(logged.getLevel()).isEqualTo(Level.FINE);
      assertThat(logged.getThrown()).isNull();
      assertThat(logged.getMessage()).contains("POST " + tested.path, ": the connection was cut: ");
      host.close();
      assertThat(log.levels()).containsOnly(Level.FINE);
    }
  }

  private static void cut(ServiceHost host, Case tested, CountDownLatch called) throws Exception {
    try (Socket peer = new Socket()) {
      peer.connect(host.socketAddress());
      peer.getOutputStream().write(request(tested));
      assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
      peer.setSoLinger(tested.reset, 0);
    }
  }

  private static byte[] request(Case tested) throws IOException {
    String body = tested.path.equals("/mtom") ? part() : text();
    String length =
        tested.chunked
            ? "Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(ANNOUNCED)
            : "Content-Length: " + ANNOUNCED + "\r\n\r\n";
    return ("POST "
            + tested.path
            + " HTTP/1.1\r\nHost: test\r\n"
            + type(tested.path)
            + length
            + body)
        .getBytes(ISO_8859_1);
  }

  private static String type(String path) {
    return path.equals("/mtom")
        ? "Content-Type: multipart/related; type=\"application/xop+xml\"; start=\"<root>\";"
            + " boundary=b; start-info=\"application/soap+xml\"; action=\"urn:test:store\"\r\n"
        : "Content-Type: application/soap+xml; action=\"urn:test:store\"\r\n";
  }

  private static String envelope(String content) {
    return "<s:Envelope xmlns:s='%s'><s:Body><t:picture xmlns:t='urn:test'><t:content>%s"
        .formatted(SoapVersion.SOAP_12.namespace(), content);
  }

  private static String text() {
    return envelope("AAAA".repeat(SENT / 4));
  }

  private static String part() {
    return """
        --b\r
        Content-ID: <root>\r
        Content-Type: application/xop+xml; type="application/soap+xml"\r
        \r
        %s<i:Include xmlns:i='http://www.w3.org/2004/08/xop/include' href='cid:part'/>\
        </t:content></t:picture></s:Body></s:Envelope>\r
        --b\r
        Content-ID: <part>\r
        Content-Transfer-Encoding: binary\r
        \r
        %s"""
        .formatted(envelope(""), "x".repeat(SENT));
  }
}
