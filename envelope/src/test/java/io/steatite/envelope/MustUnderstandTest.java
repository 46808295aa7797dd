package io.steatite.envelope;

import static io.steatite.envelope.Envelopes.decode;
import static io.steatite.envelope.Envelopes.encode;
import static io.steatite.envelope.Envelopes.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steatite.testing.Requirement;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmlunit.assertj3.XmlAssert;

class MustUnderstandTest {
  private static final SoapNode NODE = SoapNode.ULTIMATE_RECEIVER.playing("urn:mine");

  private static List<HeaderBlock> notUnderstood(SoapVersion version, String blocks)
      throws Exception {
    Message message = decode(version, envelope(version, blocks, ""));
    return MustUnderstand.notUnderstood(message, NODE, name -> name.getLocalPart().equals("Known"));
  }

  @ParameterizedTest(name = "role {0} is ours: {1}")
  @CsvSource({
    "http://www.w3.org/2003/05/soap-envelope/role/next,             true",
    "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver, true",
    "http://www.w3.org/2003/05/soap-envelope/role/none,             false",
    "http://schemas.xmlsoap.org/soap/actor/next,                    false",
    "urn:mine,  true",
    "' urn:mine\t', true",
    "urn:MINE,  false",
    "urn:other, false",
    "'',        true",
  })
  @Requirement({
    "x1-soaproles-next",
    "x1-soaproles-none",
    "x1-soaproles-ur",
    "x1-soaprole-prop",
    "x1-soaprole-acceptur",
    "x1-muprocessing-ur"
  })
  void soap12RoleDecidesWhetherTheBlockIsOurs(String role, boolean ours) throws Exception {
    String block = "<h:a xmlns:h='urn:h' s:mustUnderstand='1' s:role='%s'/>".formatted(role);
    assertThat(notUnderstood(SoapVersion.SOAP_12, block)).hasSize(ours ? 1 : 0);
  }

  @ParameterizedTest(name = "actor {0} is ours: {1}")
  @CsvSource({
    "http://schemas.xmlsoap.org/soap/actor/next,        true",
    "http://www.w3.org/2003/05/soap-envelope/role/next, false",
    "http://www.w3.org/2003/05/soap-envelope/role/none, false",
    "urn:mine,  true",
    "urn:other, false",
    "'',        true",
  })
  void soap11ActorDecidesWhetherTheBlockIsOurs(String actor, boolean ours) throws Exception {
    String block = "<h:a xmlns:h='urn:h' s:mustUnderstand='1' s:actor='%s'/>".formatted(actor);
    assertThat(notUnderstood(SoapVersion.SOAP_11, block)).hasSize(ours ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"x1-soaprole-omit", "x1-muprocessing-true"})
  void blockWithoutRoleIsForTheUltimateReceiver(SoapVersion version) throws Exception {
    assertThat(notUnderstood(version, "<h:a xmlns:h='urn:h' s:mustUnderstand='1'/>")).hasSize(1);
    assertThat(notUnderstood(version, "<h:Known xmlns:h='urn:h' s:mustUnderstand='1'/>")).isEmpty();
    assertThat(SoapNode.intermediary("urn:node").plays("", version)).isFalse();
  }

  /** The role attribute of the other version is an ordinary attribute. */
  @Test
  void actorAttributeIsIgnoredInSoap12() throws Exception {
    String block = "<h:a xmlns:h='urn:h' s:mustUnderstand='1' s:actor='urn:other'/>";
    assertThat(notUnderstood(SoapVersion.SOAP_12, block)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"x1-soapmu-omit", "x1-soapmu-acceptfalse"})
  void optionalBlockNeedNotBeUnderstood(SoapVersion version) throws Exception {
    assertThat(notUnderstood(version, "<h:a xmlns:h='urn:h'/>")).isEmpty();
    assertThat(notUnderstood(version, "<h:a xmlns:h='urn:h' s:mustUnderstand='0'/>")).isEmpty();
    assertThat(notUnderstood(version, "<h:a xmlns:h='urn:h' mustUnderstand='1'/>")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"x1-soaprole-ignore", "x1-soapmu-ignore", "x1-soaprelay-ignore"})
  void soapAttributesAreIgnoredBelowHeaderBlocks(SoapVersion version) throws Exception {
    String mandatory = "<i s:mustUnderstand='1' s:role='urn:mine' s:actor='urn:mine'/>";
    String nonsense = "<i s:mustUnderstand='never' s:relay='maybe'/>";
    String block = "<h:a xmlns:h='urn:h'>" + mandatory + nonsense + "</h:a>";
    Message message = decode(version, envelope(version, block, mandatory + nonsense));
    assertThat(MustUnderstand.notUnderstood(message, NODE, name -> false)).isEmpty();
    assertThat(message.body().buffer().payload()).isPresent();
  }

  @ParameterizedTest(name = "relay=\"{0}\"")
  @CsvSource({"0,false", "1,true", "false,false", "true,true", "' 1 ',true"})
  @Requirement({"x1-soaprelay-prop", "x1-soaprelay-allrep", "x1-soaprelay-acceptfalse"})
  void everyBooleanLiteralOfRelayIsAccepted(String literal, boolean expected) throws Exception {
    String block = "<h:a xmlns:h='urn:h' s:relay='" + literal + "'/>";
    Message message = decode(SoapVersion.SOAP_12, envelope(SoapVersion.SOAP_12, block, ""));
    assertThat(message.headers().asList().get(0).relay()).isEqualTo(expected);
  }

  @Test
  @Requirement("x1-soaprelay-omit")
  void blockWithoutRelayIsNotRelayed() throws Exception {
    String block = "<h:a xmlns:h='urn:h'/>";
    Message message = decode(SoapVersion.SOAP_12, envelope(SoapVersion.SOAP_12, block, ""));
    assertThat(message.headers().asList().get(0).relay()).isFalse();
  }

  @Test
  void everyNameIsReportedOnce() throws Exception {
    String blocks =
        "<a:x xmlns:a='urn:1' s:mustUnderstand='1'/><a:x xmlns:a='urn:2' s:mustUnderstand='1'/>"
            + "<a:Known xmlns:a='urn:1' s:mustUnderstand='1'/><x xmlns='urn:1' s:mustUnderstand='1'/>";
    List<HeaderBlock> unknown = notUnderstood(SoapVersion.SOAP_12, blocks);
    Fault fault = MustUnderstand.fault(unknown, SoapVersion.SOAP_12, NODE);
    assertThat(fault.code()).isEqualTo(FaultCode.MUST_UNDERSTAND);
    assertThat(fault.node()).isEmpty();
    XmlAssert.assertThat(encode(Message.of(SoapVersion.SOAP_12, fault)))
        .and(
            envelope(
                SoapVersion.SOAP_12,
                "<s:NotUnderstood xmlns:h='urn:1' qname='h:x'/>"
                    + "<s:NotUnderstood xmlns:h='urn:2' qname='h:x'/>",
                "<s:Fault><s:Code><s:Value>s:MustUnderstand</s:Value></s:Code><s:Reason>"
                    + "<s:Text xml:lang='en'>Mandatory header blocks are not understood:"
                    + " {urn:1}x, {urn:2}x</s:Text></s:Reason></s:Fault>"))
        .areIdentical();
  }

  @Test
  @Requirement({"x1-soapnotunderstood-prop", "x1-soapqnamenu-prop", "x1-procsoapmsgs-fault"})
  void faultHasNotUnderstoodBlocksForTheFirstTenNames() {
    List<HeaderBlock> unknown =
        IntStream.range(0, 100)
            .mapToObj(i -> HeaderBlock.of(new QName("urn:h", "n" + i, "h"), ""))
            .toList();
    Fault fault = MustUnderstand.fault(unknown, SoapVersion.SOAP_12, NODE);
    assertThat(fault.headers())
        .hasSize(10)
        .allMatch(block -> block.name().equals(SoapVersion.SOAP_12.name("NotUnderstood")));
    assertThat(fault.reason()).endsWith("{urn:h}n9 and 90 more");
    assertThat(MustUnderstand.fault(unknown, SoapVersion.SOAP_11, NODE).headers()).isEmpty();
  }

  /** Each block is short, but a NotUnderstood block for it would be long. */
  @ParameterizedTest
  @EnumSource
  void faultForManyBlocksWithLongNamespaceIsSmall(SoapVersion version) throws Exception {
    String namespace = "urn:" + "x".repeat(60_000);
    List<HeaderBlock> unknown =
        IntStream.range(0, 7000)
            .mapToObj(i -> HeaderBlock.of(new QName(namespace, "n" + i, "h"), ""))
            .toList();
    Message message = Message.of(version, MustUnderstand.fault(unknown, version, NODE));
    assertThat(encode(message)).hasSizeLessThan(1000).contains("and 7000 more");
    assertThat(decode(version, encode(message)).fault().orElseThrow().code())
        .isEqualTo(FaultCode.MUST_UNDERSTAND);
  }

  @Test
  @Requirement("x1-soaproles-none")
  void roleNoneIsNeverPlayed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NODE.playing("http://www.w3.org/2003/05/soap-envelope/role/none"));
  }

  /** A fault names the role that the block was targeted at, unless it is the default one. */
  @ParameterizedTest(name = "role {0}")
  @CsvSource({
    "http://www.w3.org/2003/05/soap-envelope/role/next",
    "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
    "urn:mine",
    "''"
  })
  @Requirement("x1-faultroleelement-prop")
  void faultNamesTheRole(String role) throws Exception {
    String block = "<h:a xmlns:h='urn:h' s:mustUnderstand='1' s:role='%s'/>".formatted(role);
    List<HeaderBlock> blocks = notUnderstood(SoapVersion.SOAP_12, block);
    Fault fault = MustUnderstand.fault(blocks, SoapVersion.SOAP_12, NODE);
    Message received = decode(SoapVersion.SOAP_12, encode(Message.of(SoapVersion.SOAP_12, fault)));
    assertThat(received.fault().orElseThrow().role().orElse("")).isEqualTo(role);
  }
}
