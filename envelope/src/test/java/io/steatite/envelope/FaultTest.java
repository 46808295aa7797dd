package io.steatite.envelope;

import static io.steatite.envelope.Envelopes.decode;
import static io.steatite.envelope.Envelopes.encode;
import static io.steatite.envelope.SoapVersion.SOAP_11;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.steatite.envelope.xml.XmlFragment;
import io.steatite.testing.Requirement;
import java.util.List;
import javax.xml.namespace.QName;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmlunit.assertj3.XmlAssert;

class FaultTest {
  private static final QName SUBCODE = new QName("urn:f", "Broken", "f");
  private static final QName DEEPER = new QName("urn:f", "VeryBroken", "f");

  private static Fault fault() {
    return Fault.builder(FaultCode.SENDER.withSubcode(SUBCODE).withSubcode(DEEPER), "It broke")
        .reason("Es ging kaputt", "de")
        .role("urn:role")
        .detail(new QName("urn:d", "why", "d"), "f:because")
        .build();
  }

  @Test
  void soap11FaultHasUnqualifiedChildrenInOrderAndTheSubcodeAsFaultcode() throws Exception {
    XmlAssert.assertThat(encode(Message.of(SoapVersion.SOAP_11, fault())))
        .and(
            Envelopes.envelope(
                SoapVersion.SOAP_11,
                "",
                "<s:Fault><faultcode xmlns:f='urn:f'>f:Broken</faultcode>"
                    + "<faultstring xml:lang='en'>It broke</faultstring>"
                    + "<faultactor>urn:role</faultactor>"
                    + "<detail><d:why xmlns:d='urn:d'>f:because</d:why></detail></s:Fault>"))
        .areIdentical();
  }

  @Test
  @Requirement({
    "x1-soapfault-prop",
    "x1-faultcodeelement-prop",
    "x1-faultvalueelement-prop",
    "x1-faultsubcodeelement-prop",
    "x1-faultsubvalueelem-prop",
    "x1-faultstringelement-prop"
  })
  void soap12FaultHasNestedSubcodesAndReasonsInSeveralLanguages() throws Exception {
    XmlAssert.assertThat(encode(Message.of(SoapVersion.SOAP_12, fault())))
        .and(
            Envelopes.envelope(
                SoapVersion.SOAP_12,
                "",
                "<s:Fault><s:Code><s:Value>s:Sender</s:Value>"
                    + "<s:Subcode><s:Value xmlns:f='urn:f'>f:Broken</s:Value>"
                    + "<s:Subcode><s:Value xmlns:f='urn:f'>f:VeryBroken</s:Value></s:Subcode>"
                    + "</s:Subcode></s:Code>"
                    + "<s:Reason><s:Text xml:lang='en'>It broke</s:Text>"
                    + "<s:Text xml:lang='de'>Es ging kaputt</s:Text></s:Reason>"
                    + "<s:Role>urn:role</s:Role>"
                    + "<s:Detail><d:why xmlns:d='urn:d'>f:because</d:why></s:Detail></s:Fault>"))
        .areIdentical();
  }

  @ParameterizedTest
  @EnumSource
  void faultIsTheSameAfterRoundTrip(SoapVersion version) throws Exception {
    Message received = decode(version, encode(Message.of(version, fault())));
    assertThat(received.isFault()).isTrue();
    Fault fault = received.fault().orElseThrow();
    assertThat(fault.code().value()).isEqualTo(FaultCode.Value.SENDER);
    assertThat(fault.code().hasSubcode(SUBCODE)).isTrue();
    assertThat(fault.reason()).isEqualTo("It broke");
    assertThat(fault.role()).contains("urn:role");
    assertThat(fault.detailFragment().orElseThrow().name()).contains(new QName("urn:d", "why"));
    assertThatThrownBy(received::orThrow).isInstanceOf(FaultException.class);
  }

  @ParameterizedTest
  @EnumSource
  void receivedFaultCanBeReadAsBody(SoapVersion version) throws Exception {
    String sent = encode(Message.of(version, fault()));
    XmlAssert.assertThat(encode(decode(version, sent))).and(sent).areSimilar();
  }

  @ParameterizedTest
  @EnumSource(FaultCode.Value.class)
  void everyFaultCodeHasANameInEveryVersion(FaultCode.Value value) throws Exception {
    for (SoapVersion version : SoapVersion.values()) {
      Fault fault = Fault.builder(new FaultCode(value, List.of()), "r").build();
      Fault back = decode(version, encode(Message.of(version, fault))).fault().orElseThrow();
      assertThat(back.code().value().in(version)).isEqualTo(value.in(version));
      assertThat(back.code().subcodes()).isEmpty();
    }
  }

  @Test
  void incompleteFaultsAreRead() throws Exception {
    String odd = "<s:Fault><x/><faultcode>unbound:Code</faultcode></s:Fault>";
    Fault fault =
        decode(SoapVersion.SOAP_11, Envelopes.envelope(SoapVersion.SOAP_11, "", odd))
            .fault()
            .orElseThrow();
    assertThat(fault.code().subcodes()).containsExactly(new QName("unbound:Code"));
    assertThat(fault.reason()).isEmpty();
  }

  @ParameterizedTest(name = "faultcode {0} is {1} and {2}")
  @CsvSource({
    "s:Client,                SENDER,           ''",
    "s:Server,                RECEIVER,         ''",
    "s:MustUnderstand,        MUST_UNDERSTAND,  ''",
    "s:VersionMismatch,       VERSION_MISMATCH, ''",
    "s:Client.Authentication, SENDER,           {http://schemas.xmlsoap.org/soap/envelope/}Client.Authentication",
    "s:Server.a.b,            RECEIVER,         {http://schemas.xmlsoap.org/soap/envelope/}Server.a.b",
    "Client,                  SENDER,           ''",
    "Server,                  RECEIVER,         ''",
    "Server.userException,    RECEIVER,         Server.userException",
    "' s:Server\t',           RECEIVER,         ''",
    "f:Broken,                SENDER,           {urn:f}Broken",
    "f:Server.x,              SENDER,           {urn:f}Server.x",
    "s:Sender,                SENDER,           {http://schemas.xmlsoap.org/soap/envelope/}Sender",
    "'',                      RECEIVER,         ''",
  })
  void unusualSoap11FaultCodesAreRead(String text, FaultCode.Value value, String subcode)
      throws Exception {
    String xml =
        "<s:Fault xmlns:f='urn:f'><faultcode>%s</faultcode><faultstring>r</faultstring></s:Fault>";
    Message received = decode(SOAP_11, Envelopes.envelope(SOAP_11, "", xml.formatted(text)));
    FaultCode code = received.fault().orElseThrow().code();
    assertThat(code.value()).isEqualTo(value);
    assertThat(code.subcodes()).extracting(QName::toString).isEqualTo(named(subcode));
  }

  private static List<String> named(String subcode) {
    return subcode.isEmpty() ? List.of() : List.of(subcode);
  }

  @Test
  void dottedFaultCodeIsForwardedUnchanged() throws Exception {
    String xml =
        Envelopes.envelope(
            SOAP_11,
            "",
            "<s:Fault><faultcode>s:Server.x</faultcode><faultstring>r</faultstring></s:Fault>");
    Fault fault = decode(SOAP_11, xml).fault().orElseThrow();
    XmlAssert.assertThat(encode(Message.of(SOAP_11, fault))).and(xml).areIdentical();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("x1-faultdetailelement-prop")
  void detailKeepsItsAttributesAndContent(SoapVersion version) throws Exception {
    String sent =
        encode(
            Message.of(
                version,
                Fault.builder(FaultCode.RECEIVER, "r")
                    .detail(
                        writer -> {
                          writer.writeNamespace("a", "urn:a");
                          writer.writeAttribute("a", "urn:a", "x", "1");
                          writer.writeAttribute("y", "2");
                          writer.writeEmptyElement("b");
                          writer.writeEmptyElement("c");
                        })
                    .build()));
    Fault fault = decode(version, sent).fault().orElseThrow();
    assertThat(fault.detailAttributes())
        .containsOnly(entry(new QName("urn:a", "x"), "1"), entry(new QName("y"), "2"));
    XmlAssert.assertThat(encode(Message.of(version, fault))).and(sent).areIdentical();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"x1-soapfault-single", "x1-soapfault-only"})
  void messageIsFaultOnlyIfFaultIsAloneInTheBody(SoapVersion version) throws Exception {
    Message fault = decode(version, encode(Message.of(version, fault())));
    assertThat(fault.isFault()).isTrue();
    assertThat(fault.body().payload()).contains(version.name("Fault"));
    String inside = "<a><s:Fault/></a>";
    Message other = decode(version, Envelopes.envelope(version, "", inside));
    assertThat(other.isFault()).isFalse();
    String foreign = "<Fault/>";
    assertThat(decode(version, Envelopes.envelope(version, "", foreign)).isFault()).isFalse();
  }

  @Test
  @Requirement("x1-reasontextelement-prop")
  void reasonTextsKeepLanguageAndWhiteSpace() throws Exception {
    Fault fault = Fault.builder(FaultCode.RECEIVER, List.of(new FaultReason(" a ", ""))).build();
    String sent = encode(Message.of(SoapVersion.SOAP_12, fault));
    assertThat(sent).contains("<s:Text xml:lang=\"\"> a </s:Text>");
    assertThat(decode(SoapVersion.SOAP_12, sent).fault().orElseThrow().reasons())
        .containsExactly(new FaultReason(" a ", ""));
  }

  @Test
  @Requirement("x1-faultactorelement-prop")
  void nodeAndRoleAreRead() throws Exception {
    Fault sent = Fault.builder(FaultCode.RECEIVER, "r").node("urn:n").role("urn:r").build();
    Fault fault =
        decode(SoapVersion.SOAP_12, encode(Message.of(SoapVersion.SOAP_12, sent)))
            .fault()
            .orElseThrow();
    assertThat(fault.node()).contains("urn:n");
    assertThat(fault.role()).contains("urn:r");
  }

  @Test
  void faultThatTheVersionForbidsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.builder(FaultCode.SENDER, List.of()));
    Fault header = Fault.builder(FaultCode.MUST_UNDERSTAND, "r").detail(SUBCODE, "x").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Message.of(SOAP_11, header))
        .withMessageContaining("SOAP 1.1 section 4.4");
    assertThat(Message.of(SoapVersion.SOAP_12, header).isFault()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void reasonWithAnyCharactersIsSent(SoapVersion version) throws Exception {
    String odd = "a\u0000b\u001f\ud800c\uffff \ud834\udd1e";
    Message received = decode(version, encode(Message.of(version, Fault.receiver(odd))));
    assertThat(received.fault().orElseThrow().reason())
        .isEqualTo("a\ufffdb\ufffd\ufffdc\ufffd \ud834\udd1e");
  }

  @ParameterizedTest
  @CsvSource({
    "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher,"
        + " InternalServiceFault, RECEIVER",
    "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher,"
        + " DeserializationFailed, SENDER",
    "http://www.w3.org/2005/08/addressing, EndpointUnavailable, RECEIVER",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing, EndpointUnavailable, RECEIVER",
    "http://www.w3.org/2005/08/addressing, ActionNotSupported, SENDER",
    "urn:other, EndpointUnavailable, SENDER",
  })
  void soap11SubcodeDecidesBetweenSenderAndReceiver(
      String namespace, String name, FaultCode.Value expected) throws Exception {
    String fault =
        "<s:Fault><faultcode xmlns:a='%s'>a:%s</faultcode><faultstring>x</faultstring></s:Fault>"
            .formatted(namespace, name);
    Message message =
        Envelopes.decode(SoapVersion.SOAP_11, Envelopes.envelope(SoapVersion.SOAP_11, "", fault));
    FaultCode code = message.fault().orElseThrow().code();
    assertThat(code.value()).isEqualTo(expected);
    assertThat(code.subcodes()).containsExactly(new QName(namespace, name));
  }

  @Test
  void receivedMustUnderstandFaultIsForwardedWithItsDetail() throws Exception {
    String xml =
        Envelopes.envelope(
            SOAP_11,
            "",
            "<s:Fault><faultcode>s:MustUnderstand</faultcode><faultstring>r</faultstring>"
                + "<detail><h xmlns='urn:h'>why</h></detail></s:Fault>");
    Fault fault = decode(SOAP_11, xml).fault().orElseThrow();
    XmlAssert.assertThat(encode(Message.of(SOAP_11, fault))).and(xml).areIdentical();
    Fault more = fault.toBuilder().role("urn:role").build();
    assertThat(encode(Message.of(SOAP_11, more))).contains("urn:role").contains("why");
  }

  /**
   * The sender binds our prefix to another namespace, and uses prefixes in attribute values only.
   */
  @ParameterizedTest
  @EnumSource
  void prefixesInDetailAttributesStayBound(SoapVersion to) throws Exception {
    String xml =
        """
        <e:Envelope xmlns:e='%s' xmlns:t='urn:types' xmlns='urn:default'><e:Body><e:Fault><e:Code
        ><e:Value>e:Receiver</e:Value></e:Code><e:Reason><e:Text xml:lang='en'>r</e:Text></e:Reason
        ><e:Detail xmlns:s='urn:theirs' x='t:a' y='s:b'><c>s:d</c></e:Detail></e:Fault></e:Body
        ></e:Envelope>"""
            .formatted(SoapVersion.SOAP_12.namespace());
    Fault received = decode(SoapVersion.SOAP_12, xml).fault().orElseThrow();
    Message again = decode(to, encode(Message.of(to, received)));
    XmlFragment detail = again.fault().orElseThrow().detailFragment().orElseThrow();
    assertThat(again.fault().orElseThrow().detailAttributes())
        .containsOnly(entry(new QName("x"), "t:a"), entry(new QName("y"), "s:b"));
    XMLStreamReader2 child = detail.reader();
    child.next();
    assertThat(child.getName()).isEqualTo(new QName("urn:default", "c"));
    assertThat(child.getNamespaceURI("t")).isEqualTo("urn:types");
    assertThat(child.getNamespaceURI("s")).isEqualTo("urn:theirs");
    XmlFragment fault = again.body().fragment().element().orElseThrow();
    XmlFragment whole = fault.elements().get(fault.elements().size() - 1);
    assertThat(whole.resolve("t:a")).isEqualTo(new QName("urn:types", "a"));
    assertThat(whole.resolve("s:b")).isEqualTo(new QName("urn:theirs", "b"));
  }

  @Test
  void messageHasTheActionOfItsFault() {
    Fault fault = Fault.sender("No").withAction("urn:fault");
    Message message = Message.of(SoapVersion.SOAP_12, fault);
    assertThat(message.action()).contains("urn:fault");
    assertThat(fault.toBuilder().reason("Nein", "de").build().action()).contains("urn:fault");
    assertThat(Message.of(SoapVersion.SOAP_12, Fault.sender("No")).action()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void receivedFaultHasTheActionOfItsMessage(SoapVersion version) throws Exception {
    Message received = decode(version, encode(Message.of(version, Fault.sender("No"))));
    assertThat(
            catchThrowableOfType(
                    FaultException.class, () -> received.withAction("urn:fault").orThrow())
                .fault()
                .action())
        .contains("urn:fault");
  }
}
