package io.steatite.envelope;

import static io.steatite.envelope.Envelopes.decode;
import static io.steatite.envelope.Envelopes.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void soap11FaultHasUnqualifiedChildrenInOrderAndTheSubcodeAsCode() throws Exception {
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
  void soap12FaultNestsSubcodesAndSpeaksSeveralLanguages() throws Exception {
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
  void aFaultComesBackAsItWasSent(SoapVersion version) throws Exception {
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
  void aReceivedFaultIsStillABody(SoapVersion version) throws Exception {
    String sent = encode(Message.of(version, fault()));
    XmlAssert.assertThat(encode(decode(version, sent))).and(sent).areSimilar();
  }

  @ParameterizedTest
  @EnumSource(FaultCode.Value.class)
  void everyCodeHasANameInEveryVersion(FaultCode.Value value) throws Exception {
    for (SoapVersion version : SoapVersion.values()) {
      Fault fault = Fault.builder(new FaultCode(value, List.of()), "r").build();
      Fault back = decode(version, encode(Message.of(version, fault))).fault().orElseThrow();
      assertThat(back.code().value().in(version)).isEqualTo(value.in(version));
      assertThat(back.code().subcodes()).isEmpty();
    }
  }

  @Test
  void oddFaultsAreReadAsFarAsTheyGo() throws Exception {
    String odd = "<s:Fault><x/><faultcode>unbound:Code</faultcode></s:Fault>";
    Fault fault =
        decode(SoapVersion.SOAP_11, Envelopes.envelope(SoapVersion.SOAP_11, "", odd))
            .fault()
            .orElseThrow();
    assertThat(fault.code().subcodes()).containsExactly(new QName("unbound:Code"));
    assertThat(fault.reason()).isEmpty();
  }
}
