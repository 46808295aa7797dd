package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.testing.MutatedBytes;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests with something wrong somewhere: each is answered or cut off, and harms no other. Each
 * engine inherits this.
 */
@Timeout(60)
abstract class MutatedRequestContract {
  private static final int MUTATIONS = 60;

  private enum Form {
    PLAIN,
    GZIPPED,
    CHUNKED;

    byte[] request() {
      String envelope =
          EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>hello, hello</t:item>");
      return switch (this) {
        case PLAIN -> post(envelope.getBytes(UTF_8), "Accept: text/xml");
        case GZIPPED -> post(Zipped.GZIP.bytes(envelope), "Content-Encoding: gzip");
        case CHUNKED ->
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\nSOAPAction: \"urn:test:echo\"\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                .formatted(envelope.length(), envelope)
                .getBytes(UTF_8);
      };
    }

    private static byte[] post(byte[] body, String field) {
      return RawHttp.post("/", "text/xml", body, "SOAPAction: \"urn:test:echo\"", field);
    }
  }

  private HttpServer server;

  abstract HttpEngine engine();

  @BeforeEach
  void start() throws IOException {
    server = engine().start(SoapHttpHandler.of(new EchoService().stack(SOAP_11)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void aMutatedRequestHarmsNobody(Form form) throws IOException {
    byte[] request = form.request();
    Stream<MutatedBytes> mutations = MutatedBytes.of(request, form.ordinal(), MUTATIONS);
    for (MutatedBytes mutated : mutations.toList()) {
      int status = statusFor(mutated.bytes());
      assertThat(status)
          .as(mutated.toString())
          .isIn(0, 200, 400, 404, 405, 413, 415, 426, 431, 500, 501, 505);
    }
    assertThat(statusFor(request)).isEqualTo(200);
  }

  /** 0 for a connection that was cut. */
  private int statusFor(byte[] request) throws IOException {
    try (RawHttp client = RawHttp.connect(server.port())) {
      Received response = client.send(request).end().receive();
      if (response.status() == 500) {
        assertThat(response.text()).contains("Fault").doesNotContain("\tat ", "java.");
      }
      return response.status();
    } catch (EOFException | SocketException cut) {
      return 0;
    }
  }
}
