package io.steatite.envelope;

import static io.steatite.envelope.Envelopes.decode;
import static io.steatite.envelope.Envelopes.encode;
import static io.steatite.envelope.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steatite.testing.Requirement;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmlunit.assertj3.XmlAssert;

class ForwardingTest {
  private static final QName BLOCK = new QName("urn:h", "Block", "h");
  private static final SoapNode NODE = SoapNode.intermediary("urn:node").playing("urn:mine");

  /** SOAP 1.2 Part 1 section 2.7.2, table 3, for both values of the relay attribute. */
  @ParameterizedTest(name = "role {0}, processed {1}, relay {2}: forwarded {3}")
  @CsvSource({
    "next,             true,  false, false",
    "next,             true,  true,  false",
    "next,             false, false, false",
    "next,             false, true,  true",
    "urn:mine,         true,  false, false",
    "urn:mine,         true,  true,  false",
    "urn:mine,         false, false, false",
    "urn:mine,         false, true,  true",
    "urn:other,        false, false, true",
    "urn:other,        false, true,  true",
    "ultimateReceiver, false, false, true",
    "ultimateReceiver, false, true,  true",
    "'',               false, false, true",
    "none,             false, false, true",
    "none,             false, true,  true",
  })
  @Requirement({
    "x1-relayable-behavior",
    "x1-forwardinter-behavior",
    "x1-soaproles-next",
    "x1-soaproles-none"
  })
  void blocksAreForwardedAsTable3OfSoap12Says(
      String role, boolean processed, boolean relay, boolean forwarded) {
    HeaderBlock block = HeaderBlock.of(BLOCK, "v").withRole(uri(role)).withRelay(relay);
    Message received = Message.of(SoapVersion.SOAP_12, Body.empty()).withHeader(block);
    Message sent = Forwarding.of(received, NODE, b -> processed);
    assertThat(sent.headers()).hasSize(forwarded ? 1 : 0);
  }

  private static String uri(String role) {
    return switch (role) {
      case "next" -> SoapVersion.SOAP_12.nextRole();
      case "none" -> SoapVersion.SOAP_12.noneRole();
      case "ultimateReceiver" -> SoapVersion.SOAP_12.ultimateReceiverRole();
      default -> role;
    };
  }

  /**
   * SOAP 1.1 section 4.2.2: the node named as actor does not forward the block; there is no relay.
   */
  @ParameterizedTest(name = "actor {0}: forwarded {1}")
  @CsvSource({
    "http://schemas.xmlsoap.org/soap/actor/next, false",
    "urn:mine,                                   false",
    "urn:other,                                  true",
    "'',                                         true",
  })
  void soap11ActorDecidesWhetherBlockIsForwarded(String actor, boolean forwarded) throws Exception {
    String block = "<h:Block xmlns:h='urn:h' s:actor='" + actor + "' s:relay='1'>v</h:Block>";
    Message received = decode(SoapVersion.SOAP_11, envelope(SoapVersion.SOAP_11, block, ""));
    assertThat(Forwarding.of(received, NODE, b -> false).headers()).hasSize(forwarded ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void onlyBlocksForThisNodeAreDropped(SoapVersion version) {
    HeaderBlock forUs = HeaderBlock.of(BLOCK, "for us").withRole(version.nextRole());
    HeaderBlock forOthers = HeaderBlock.of(BLOCK, "for others");
    Message received =
        Message.of(version, Body.empty()).withHeaders(Headers.of(forOthers, forUs, forOthers));
    assertThat(Forwarding.of(received, NODE, b -> true).headers())
        .containsExactly(forOthers, forOthers);
  }

  @Test
  void activeNodeMayReinsertProcessedBlock() {
    HeaderBlock next = HeaderBlock.of(BLOCK, "v").withRole(SoapVersion.SOAP_12.nextRole());
    Message received = Message.of(SoapVersion.SOAP_12, Body.empty()).withHeader(next);
    Message sent = Forwarding.of(received, NODE, b -> true).withHeader(next);
    assertThat(sent.headers()).containsExactly(next);
  }

  @ParameterizedTest
  @EnumSource
  void blocksForOtherNodesAreUnchanged(SoapVersion version) throws Exception {
    String xml =
        "<s:Envelope xmlns:s='%s' xmlns:p='urn:p'><s:Header><h:Block xmlns:h='urn:h'"
                .formatted(version.namespace())
            + " s:%s='urn:other' s:mustUnderstand='1' p:x='y'> v <h:i>p:name</h:i></h:Block></s:Header>"
                .formatted(version.roleAttribute())
            + "<s:Body><p:a> text <![CDATA[<]]></p:a></s:Body></s:Envelope>";
    String sent = encode(Forwarding.of(decode(version, xml), NODE, b -> true));
    XmlAssert.assertThat(sent).and(xml).areIdentical();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"x1-faultactorelement-intermediaries", "x1-muprocessing-true"})
  void faultOfIntermediaryNamesTheNode(SoapVersion version) throws Exception {
    HeaderBlock block =
        HeaderBlock.of(BLOCK, "v").withMustUnderstand(true).withRole(version.nextRole());
    Message received = Message.of(version, Body.empty()).withHeader(block);
    var unknown = MustUnderstand.notUnderstood(received, NODE, name -> false);
    assertThat(unknown).containsExactly(block);
    Message fault = Message.of(version, MustUnderstand.fault(unknown, version, NODE));
    assertThat(encode(fault))
        .contains(
            version == SoapVersion.SOAP_11
                ? "<faultactor>urn:node</faultactor>"
                : "<s:Node>urn:node</s:Node>");
  }

  @Test
  void ultimateReceiverCannotForward() {
    Message received = Message.of(SoapVersion.SOAP_12, Body.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Forwarding.of(received, SoapNode.ULTIMATE_RECEIVER, b -> false));
  }
}
