package io.steatite.conformance.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingVersion;
import io.steatite.conformance.tour.EchoService;
import io.steatite.conformance.wire.WireTap;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the action of a message is, where it stands on the wire, and what happens if two disagree.
 */
class ActionOnTheWireTest {
  private static final EchoService SERVICE = new EchoService();
  private static final Pattern CONTENT_TYPE = Pattern.compile("(?mi)^Content-Type: (.*)$");
  private static final Pattern SOAP_ACTION = Pattern.compile("(?mi)^SOAPAction: (.*)$");
  private static ServiceHost host;

  @BeforeAll
  static void start() throws IOException {
    ServiceHost.Builder builder = ServiceHost.builder();
    for (SoapVersion version : SoapVersion.values()) {
      builder.endpoint("/" + version.name(), Binding.of(version), SERVICE.operations());
      for (AddressingVersion addressing : AddressingVersion.values()) {
        Binding binding = Binding.of(version).withAddressing(addressing);
        builder.endpoint(path(version, addressing), binding, SERVICE.operations());
      }
    }
    host = builder.start();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static String path(SoapVersion version, AddressingVersion addressing) {
    return "/" + version.name() + "/" + addressing.name();
  }

  private static String envelope(SoapVersion version, String headers) {
    return "<s:Envelope xmlns:s='%s'>%s<s:Body><e:Echo xmlns:e='%s'>x</e:Echo></s:Body></s:Envelope>"
        .formatted(
            version.namespace(),
            headers.isEmpty() ? "" : "<s:Header>" + headers + "</s:Header>",
            EchoService.NAMESPACE);
  }

  private static Received post(String path, String contentType, String xml, String... fields)
      throws IOException {
    byte[] request = RawHttp.post(path, contentType, xml.getBytes(UTF_8), fields);
    return RawHttp.exchange(host.socketAddress(), request);
  }

  @ParameterizedTest(name = "action parameter {0} is answered with {1} {2}")
  @CsvSource({
    "urn:steatite:echo:Echo,200,EchoResponse",
    "urn:steatite:echo:Unknown,500,ActionNotSupported",
    "urn:steatite:echo:EchoBinary,500,takes",
    "urn:steatite:echo:echo,500,ActionNotSupported",
  })
  @Requirement("R2221")
  void theActionParameterDecidesWhereThereIsNoAddressing(String action, int status, String body)
      throws IOException {
    Received answer =
        post(
            "/SOAP_12",
            "application/soap+xml; charset=utf-8; action=\"" + action + '"',
            envelope(SoapVersion.SOAP_12, ""));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).contains(body);
  }

  @ParameterizedTest(name = "SOAPAction {0} is answered with {1} {2}")
  @CsvSource({
    "'\"urn:steatite:echo:Echo\"',200,EchoResponse",
    "urn:steatite:echo:Echo,200,EchoResponse",
    "'\"\"',200,EchoResponse",
    "'\"urn:steatite:echo:Unknown\"',500,ActionNotSupported",
    "'\"urn:steatite:echo:EchoBinary\"',500,takes",
  })
  void theSoapActionDecidesInSoap11(String field, int status, String body) throws IOException {
    Received answer =
        post(
            "/SOAP_11",
            "text/xml; charset=utf-8",
            envelope(SoapVersion.SOAP_11, ""),
            "SOAPAction: " + field);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).contains(body);
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnyActionThePayloadDecides(SoapVersion version) throws IOException {
    Received answer = post("/" + version.name(), version.mediaType(), envelope(version, ""));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("EchoResponse");
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R2222")
  void theActionParameterMustBeThatOfTheAddressingHeader(AddressingVersion addressing)
      throws IOException {
    String ns = addressing.namespace();
    String headers =
        ("<a:Action xmlns:a='%1$s'>%2$s</a:Action><a:To xmlns:a='%1$s'>%3$s</a:To>"
                + "<a:MessageID xmlns:a='%1$s'>urn:uuid:1</a:MessageID>"
                + "<a:ReplyTo xmlns:a='%1$s'><a:Address>%4$s</a:Address></a:ReplyTo>")
            .formatted(
                ns,
                EchoService.ECHO,
                host.address(path(SoapVersion.SOAP_12, addressing)),
                addressing.anonymous());
    String xml = envelope(SoapVersion.SOAP_12, headers);
    String path = path(SoapVersion.SOAP_12, addressing);
    String type = "application/soap+xml; charset=utf-8";
    assertThat(post(path, type, xml).status()).isEqualTo(200);
    assertThat(post(path, type + "; action=\"\"", xml).status()).isEqualTo(200);
    assertThat(post(path, type + "; action=\"" + EchoService.ECHO + '"', xml).status())
        .isEqualTo(200);
    Received mismatch = post(path, type + "; action=\"" + EchoService.NOTIFY + '"', xml);
    assertThat(mismatch.status()).isEqualTo(500);
    assertThat(mismatch.text()).contains(ns).containsPattern("a:Invalid\\w+Header<");
    assertThat(SERVICE.notes()).isEmpty();
  }

  @Test
  @Requirement({"R2221", "R2222"})
  void ourClientSaysTheSameActionInBothPlaces() throws Exception {
    for (AddressingVersion addressing : AddressingVersion.values()) {
      String sent =
          requestOf(Binding.of(SoapVersion.SOAP_12).withAddressing(addressing), addressing);
      assertThat(field(CONTENT_TYPE, sent)).endsWith("; action=\"" + EchoService.ECHO + '"');
      assertThat(sent).contains(">" + EchoService.ECHO + "</a:Action>");
      assertThat(sent).doesNotContainIgnoringCase("SOAPAction");
    }
  }

  @Test
  void ourClientQuotesTheSoapAction() throws Exception {
    for (AddressingVersion addressing : AddressingVersion.values()) {
      String sent =
          requestOf(Binding.of(SoapVersion.SOAP_11).withAddressing(addressing), addressing);
      assertThat(field(SOAP_ACTION, sent)).isEqualTo('"' + EchoService.ECHO + '"');
      assertThat(field(CONTENT_TYPE, sent)).isEqualTo("text/xml; charset=utf-8");
    }
  }

  private static String requestOf(Binding binding, AddressingVersion addressing)
      throws IOException {
    Message request =
        Message.of(binding.soapVersion(), Body.of(EchoService.name("Echo"), "x"))
            .withAction(EchoService.ECHO);
    try (WireTap tap = WireTap.to(host.socketAddress());
        RequestChannel channel =
            binding.channel(tap.via(host.address(path(binding.soapVersion(), addressing))));
        Message reply = channel.request(request).orThrow()) {
      assertThat(reply.body().payload()).contains(EchoService.name("EchoResponse"));
      return new String(tap.request(), ISO_8859_1);
    }
  }

  private static String field(Pattern pattern, String sent) {
    Matcher matcher = pattern.matcher(sent);
    return matcher.find() ? matcher.group(1).strip() : "";
  }
}
