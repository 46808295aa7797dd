package io.steatite.conformance.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingVersion;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import java.io.IOException;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that some peers percent-encode and others do not, where HTTP names them. */
class EncodedActionTest {
  private static final QName PAYLOAD = new QName("urn:test", "payload", "t");

  /** With a blank and an umlaut, which WCF encodes. */
  private static final String SPACED = "urn:test/a b/\u00fc";

  /** With what looks encoded, but is part of the name. */
  private static final String LITERAL = "urn:test/100%25";

  private static ServiceHost host;

  @BeforeAll
  static void start() throws IOException {
    ServiceHost.Builder builder = ServiceHost.builder();
    for (SoapVersion version : SoapVersion.values()) {
      builder
          .endpoint("/" + version.name(), Binding.of(version), operations())
          .endpoint("/mtom/" + version.name(), Binding.of(version).withMtom(), operations())
          .endpoint(
              "/addressed/" + version.name(),
              Binding.of(version).withAddressing(AddressingVersion.WSA_10),
              operations());
    }
    host = builder.start();
  }

  private static Dispatcher operations() {
    return Dispatcher.of(
        Operation.requestReply(SPACED, request -> request.reply(Body.of(PAYLOAD, "spaced"))),
        Operation.requestReply(LITERAL, request -> request.reply(Body.of(PAYLOAD, "literal"))));
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static String envelope(SoapVersion version, String headers) {
    return "<s:Envelope xmlns:s='%s'>%s<s:Body><t:x xmlns:t='urn:test'/></s:Body></s:Envelope>"
        .formatted(
            version.namespace(), headers.isEmpty() ? "" : "<s:Header>" + headers + "</s:Header>");
  }

  private static String addressed(String action, String path) {
    return "<a:Action xmlns:a='%1$s'>%2$s</a:Action><a:To xmlns:a='%1$s'>%3$s</a:To>"
            .formatted(AddressingVersion.WSA_10.namespace(), action, host.address(path))
        + "<a:MessageID xmlns:a='%s'>urn:uuid:1</a:MessageID>"
            .formatted(AddressingVersion.WSA_10.namespace());
  }

  private static Received post(String path, String contentType, String body, String... fields)
      throws IOException {
    return RawHttp.exchange(
        host.socketAddress(), RawHttp.post(path, contentType, body.getBytes(UTF_8), fields));
  }

  @ParameterizedTest(name = "{0} selects {1}")
  @CsvSource({
    "urn:test/a%20b/%C3%BC, spaced",
    "urn:test/a b/%c3%bc, spaced",
    "urn:test/%61%20b/%c3%bc, spaced",
    "urn:test/100%25, literal",
    "urn:test/100%2525, literal"
  })
  void theActionParameterOfTextIsDecoded(String sent, String operation) throws IOException {
    Received answer =
        post(
            "/SOAP_12",
            "application/soap+xml; charset=utf-8; action=\"" + sent + '"',
            envelope(SoapVersion.SOAP_12, ""));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains(">" + operation + "<");
  }

  @ParameterizedTest(name = "{0} selects {1}")
  @CsvSource({"urn:test/a%20b/%c3%bc, spaced", "urn:test/100%25, literal"})
  void theActionParameterOfAPackageIsDecoded(String sent, String operation) throws IOException {
    String type =
        "multipart/related; type=\"application/xop+xml\"; start=\"<r@x>\"; boundary=\"b\";"
            + " start-info=\"application/soap+xml\"; action=\""
            + sent
            + '"';
    String body =
        """
        --b\r
        Content-ID: <r@x>\r
        Content-Transfer-Encoding: 8bit\r
        Content-Type: application/xop+xml;charset=utf-8;type="application/soap+xml"\r
        \r
        %s\r
        --b--\r
        """
            .formatted(envelope(SoapVersion.SOAP_12, ""));

    Received answer = post("/mtom/SOAP_12", type, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains(">" + operation + "<");
  }

  @ParameterizedTest(name = "{0} selects {1}")
  @CsvSource({"urn:test/a%20b/%c3%bc, spaced", "urn:test/100%25, literal"})
  void theSoapActionIsDecoded(String sent, String operation) throws IOException {
    Received answer =
        post(
            "/SOAP_11",
            "text/xml; charset=utf-8",
            envelope(SoapVersion.SOAP_11, ""),
            "SOAPAction: \"" + sent + '"');

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains(">" + operation + "<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:test/100%25", "urn:test/100%2525"})
  void theActionOfHttpMayBeThatOfTheAddressingHeaderRawOrDecoded(String sent) throws IOException {
    for (SoapVersion version : SoapVersion.values()) {
      Received answer = postAddressed(version, LITERAL, sent);

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.text()).contains(">literal<");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:test/100", "urn:test/a%20b", "urn:test/%2531%2530%2530%25"})
  void anotherActionOfHttpIsAMismatch(String sent) throws IOException {
    for (SoapVersion version : SoapVersion.values()) {
      Received answer = postAddressed(version, LITERAL, sent);

      assertThat(answer.status()).as(answer.text()).isEqualTo(500);
      assertThat(answer.text()).contains("ActionMismatch");
    }
  }

  private static Received postAddressed(SoapVersion version, String action, String sent)
      throws IOException {
    String path = "/addressed/" + version.name();
    String xml = envelope(version, addressed(action, path));
    String type = version.mediaType() + "; charset=utf-8";
    return version.hasActionParameter()
        ? post(path, type + "; action=\"" + sent + '"', xml)
        : post(path, type, xml, "SOAPAction: \"" + sent + '"');
  }

  @ParameterizedTest
  @EnumSource
  void ourClientReachesAnOperationWhoseActionIsNotAscii(SoapVersion version) throws Exception {
    for (String path : new String[] {"/", "/mtom/", "/addressed/"}) {
      Binding plain = Binding.of(version);
      Binding binding =
          switch (path) {
            case "/" -> plain;
            case "/mtom/" -> plain.withMtom();
            default -> plain.withAddressing(AddressingVersion.WSA_10);
          };
      Message request = Message.of(version, Body.of(PAYLOAD, "x")).withAction(SPACED);
      try (RequestChannel channel = binding.channel(host.address(path + version.name()));
          Message reply = channel.request(request).orThrow()) {
        assertThat(reply.body().reader().getElementText()).isEqualTo("spaced");
      }
    }
  }
}
