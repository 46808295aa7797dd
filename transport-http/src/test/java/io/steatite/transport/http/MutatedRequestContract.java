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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

/**
 * Requests with something wrong somewhere: each gets an answer that {@link MutatedRequestOracle}
 * permits, in HTTP and SOAP as they should be, and the next call is answered. Each engine inherits
 * this.
 */
@Timeout(120)
abstract class MutatedRequestContract {
  private static final int MUTATIONS = 100;

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
  void mutatedRequestsAreAnsweredByWhatIsWrongAndTheNextCallSucceeds(Form form) throws IOException {
    byte[] request = form.request();
    MutatedRequestOracle oracle = new MutatedRequestOracle(request);
    MutatedBytes.of(request, form.ordinal(), MUTATIONS)
        .forEach(mutated -> checkAnswer(oracle, mutated.toString(), mutated.bytes()));
  }

  private void checkAnswer(MutatedRequestOracle oracle, String mutation, byte[] mutated) {
    Optional<Received> answer = answerTo(mutated);
    int status = answer.map(Received::status).orElse(MutatedRequestOracle.CUT);
    String what = mutation + ": " + new String(mutated, UTF_8);
    assertThat(status).as(what).isIn(oracle.permitted(mutated));
    answer.ifPresent(received -> checkBody(what, received, oracle.envelope(mutated)));
    assertThat(answerTo(Form.PLAIN.request())).get().returns(200, Received::status);
  }

  /** An echo, a fault, or a text that tells nothing of the server's inside. */
  private static void checkBody(String what, Received answer, Optional<Document> request) {
    String text = answer.text();
    assertThat(text).as(what).doesNotContain("\tat ", "java.", "steatite");
    if (answer.status() == 200) {
      Optional<String> echo = content(answer);
      assertThat(echo).as(what).isPresent();
      request.ifPresent(said -> assertThat(echo).as(what).contains(content(said)));
    } else if (answer.status() == 500) {
      assertThat(answer.field("Content-Type")).as(what).startsWith("text/xml");
      assertThat(faultCode(answer)).as(what).isNotEmpty().doesNotEndWith("Server");
    } else {
      assertThat(text).as(what).doesNotContain("Envelope");
    }
  }

  private static Optional<String> content(Received answer) {
    return MutatedRequestOracle.parse(answer.body()).map(MutatedRequestContract::content);
  }

  private static String content(Document envelope) {
    return envelope.getElementsByTagNameNS(SOAP_11.namespace(), "Body").item(0).getTextContent();
  }

  private static String faultCode(Received answer) {
    Document envelope = MutatedRequestOracle.parse(answer.body()).orElseThrow();
    return envelope.getElementsByTagName("faultcode").item(0).getTextContent();
  }

  /** Empty if the connection was cut before there was a whole answer. */
  private Optional<Received> answerTo(byte[] request) {
    try (RawHttp client = RawHttp.connect(server.port())) {
      return Optional.of(client.send(request).end().receive());
    } catch (EOFException | SocketException cut) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("The answer is not HTTP", e);
    }
  }
}
