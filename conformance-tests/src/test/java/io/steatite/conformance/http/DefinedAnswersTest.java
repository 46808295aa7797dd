package io.steatite.conformance.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingVersion;
import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.SoapVersion;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service says to input that is no request, on a raw socket. */
class DefinedAnswersTest {
  private static final EchoService SERVICE = new EchoService();
  private static ServiceHost host;

  @BeforeAll
  static void start() throws IOException {
    ServiceHost.Builder builder = ServiceHost.builder();
    for (SoapVersion version : SoapVersion.values()) {
      Binding text = Binding.of(version);
      builder.endpoint(path(version, "text"), text, SERVICE.operations());
      builder.endpoint(path(version, "mtom"), text.withMtom(), SERVICE.operations());
      builder.endpoint(
          path(version, "wsa"),
          text.withAddressing(AddressingVersion.WSA_10),
          SERVICE.operations());
    }
    host = builder.start();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static String path(SoapVersion version, String kind) {
    return "/" + version.name() + "/" + kind;
  }

  private static String envelope(String namespace, String body) {
    return "<s:Envelope xmlns:s='" + namespace + "'><s:Body>" + body + "</s:Body></s:Envelope>";
  }

  private static Received post(SoapVersion version, String contentType, String body)
      throws IOException {
    return send(RawHttp.post(path(version, "text"), contentType, body.getBytes(UTF_8)));
  }

  private static Received send(byte[] request) throws IOException {
    return RawHttp.exchange(host.socketAddress(), request);
  }

  static List<Arguments> unreadable() {
    List<Arguments> cases = new ArrayList<>();
    for (SoapVersion version : SoapVersion.values()) {
      String ns = version.namespace();
      String whole = envelope(ns, "<e:Echo xmlns:e='urn:steatite:echo'>x</e:Echo>");
      cases.add(Arguments.of("malformed XML", version, whole.replace("</e:Echo>", "</e:Other>")));
      cases.add(Arguments.of("truncated", version, whole.substring(0, whole.length() - 5)));
      cases.add(Arguments.of("no XML", version, "hello"));
      cases.add(Arguments.of("no envelope", version, "<a/>"));
      cases.add(Arguments.of("DTD", version, "<!DOCTYPE a>" + whole));
      cases.add(
          Arguments.of(
              "external entity",
              version,
              "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                  + whole.replace("x<", "&e;<")));
      cases.add(Arguments.of("undeclared entity", version, whole.replace("x<", "&e;<")));
      cases.add(Arguments.of("no body", version, "<s:Envelope xmlns:s='" + ns + "'/>"));
      cases.add(
          Arguments.of(
              "after the body", version, whole.replace("</s:Envelope>", "<s:Body/></s:Envelope>")));
    }
    return cases;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource
  @Requirement({"B2121", "B2122"})
  void unreadable(String what, SoapVersion version, String xml) throws IOException {
    Received answer = post(version, version.mediaType() + "; charset=utf-8", xml);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.fields().get("content-type")).startsWith(version.mediaType());
    String code = version == SoapVersion.SOAP_11 ? "<faultcode>s:Client" : "<s:Value>s:Sender";
    assertThat(answer.text()).contains(version.namespace()).contains(code);
    assertThat(answer.text()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @EnumSource
  void anEnvelopeOfAnotherVersionIsAMismatch(SoapVersion version) throws IOException {
    SoapVersion other = version == SoapVersion.SOAP_11 ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11;
    Received answer = post(version, version.mediaType(), envelope(other.namespace(), "<a/>"));
    assertThat(answer.status()).isEqualTo(500);
    // SOAP 1.2 Part 1 appendix A: either way the answer is one that SOAP 1.1 understands.
    assertThat(answer.fields().get("content-type")).startsWith("text/xml");
    assertThat(answer.text())
        .contains(SoapVersion.SOAP_11.namespace())
        .contains("s:VersionMismatch")
        .contains("SupportedEnvelope")
        .contains(version.namespace());
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownEnvelopeNamespaceIsAMismatchInOurVersion(SoapVersion version) throws IOException {
    Received answer = post(version, version.mediaType(), envelope("urn:soap:9", "<a/>"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains(version.namespace()).contains("s:VersionMismatch");
  }

  @ParameterizedTest
  @EnumSource
  void aForeignMediaTypeIs415(SoapVersion version) throws IOException {
    String xml = envelope(version.namespace(), "<a/>");
    SoapVersion other = version == SoapVersion.SOAP_11 ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11;
    for (String contentType :
        List.of(
            "",
            "text/plain",
            "application/json",
            "nonsense",
            other.mediaType(),
            version.mediaType() + "; charset=klingon")) {
      Received answer = post(version, contentType, xml);
      assertThat(answer.status()).as(contentType).isEqualTo(415);
      assertThat(answer.text()).doesNotContain("Envelope");
    }
  }

  @ParameterizedTest
  @EnumSource
  void otherMethodsAre405(SoapVersion version) throws IOException {
    for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS")) {
      Received answer =
          send(
              (method
                      + " "
                      + path(version, "text")
                      + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                      + "Connection: close\r\n\r\n")
                  .getBytes(UTF_8));
      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.fields()).containsEntry("allow", "POST");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyPostIs400(SoapVersion version) throws IOException {
    assertThat(post(version, version.mediaType(), "").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownPathIs404(SoapVersion version) throws IOException {
    byte[] body = envelope(version.namespace(), "<a/>").getBytes(UTF_8);
    assertThat(send(RawHttp.post("/nowhere", version.mediaType(), body)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void aTruncatedPackageIsNeverTakenForComplete(SoapVersion version) throws IOException {
    String root =
        envelope(
            version.namespace(),
            "<e:EchoBinary xmlns:e='urn:steatite:echo'><x:Include"
                + " xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:1@x'/></e:EchoBinary>");
    String whole =
        "--b\r\nContent-ID: <0@x>\r\nContent-Transfer-Encoding: 8bit\r\n"
            + "Content-Type: application/xop+xml;charset=utf-8;type=\""
            + version.mediaType()
            + "\"\r\n\r\n"
            + root
            + "\r\n--b\r\nContent-ID: <1@x>\r\nContent-Transfer-Encoding: binary\r\n"
            + "Content-Type: application/octet-stream\r\n\r\nABC\r\n--b--\r\n";
    String contentType =
        "multipart/related; type=\"application/xop+xml\"; start=\"<0@x>\"; boundary=\"b\";"
            + " start-info=\""
            + version.mediaType()
            + '"';
    String action = EchoService.ECHO_BINARY;
    String soapAction = "SOAPAction: \"" + action + '"';
    assertThat(mtom(version, contentType, whole, soapAction).status()).isEqualTo(200);
    for (int cut : new int[] {8, 12, 60, 150, 400, whole.length() - 60}) {
      Received answer =
          mtom(version, contentType, whole.substring(0, whole.length() - cut), soapAction);
      assertThat(answer.status()).as("%d bytes cut off", cut).isEqualTo(500);
      assertThat(answer.text()).contains("Fault").contains(version.namespace());
    }
  }

  private static Received mtom(
      SoapVersion version, String contentType, String body, String soapAction) throws IOException {
    return send(RawHttp.post(path(version, "mtom"), contentType, body.getBytes(UTF_8), soapAction));
  }
}
