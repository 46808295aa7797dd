package io.steatite.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xmlunit.assertj3.XmlAssert;

/** Every way to make content, in each version, read in every way, gives the same infoset. */
class WaysInAndOutTest {
  private static final List<String> DOCUMENTS =
      List.of(
          "<a/>",
          "<a xmlns='urn:a' b='1' p:b='2' xmlns:p='urn:p' xml:lang='de' xml:space='preserve'> </a>",
          "<a xmlns='urn:a'><b xmlns=''><c xmlns='urn:c'/><d/></b><e/></a>",
          "<p:a xmlns:p='urn:p'><p:b xmlns:p='urn:q'><p:c/></p:b><p:d/></p:a>",
          "<a>one<b/>two <i>three</i>\n  four<!-- five --> six</a>",
          "<a><![CDATA[<&]]>x<![CDATA[]] >]]></a>",
          "<a b='&#9;&#10;&#13;&lt;&quot;&apos;&amp;'>&#13;&#10;&#9;&lt;&gt;]]&gt;&amp;&#13;</a>",
          "<a b='\uD83D\uDE00\uDBFF\uDFFD'>\uD83D\uDE00\uD800\uDC00 \u20AC\u00E4\uFFFD</a>",
          "<s:a xmlns:s='urn:not-soap' xmlns:t='urn:t' t:u='s:v'>s:w</s:a>");

  static Stream<Arguments> allTogether() {
    return Arrays.stream(WaysIn.values())
        .flatMap(
            in ->
                Arrays.stream(WaysOut.values())
                    .flatMap(
                        out ->
                            Arrays.stream(SoapVersion.values())
                                .map(version -> Arguments.of(in, out, version))));
  }

  @ParameterizedTest
  @MethodSource("allTogether")
  void infosetIsTheSameForEveryWayInAndOut(WaysIn in, WaysOut out, SoapVersion version)
      throws Exception {
    for (String xml : DOCUMENTS) {
      Message message = Message.of(version, Body.of(in.content(xml)));
      Message received = Envelopes.decode(version, Envelopes.encode(message));
      assertSame(out.read(received.body()), xml);
      assertSame(out.read(message.body()), xml);
    }
  }

  @ParameterizedTest
  @EnumSource
  void headerBlocksAndDetailsAcceptTheSameContent(WaysIn in) throws Exception {
    for (String xml : DOCUMENTS) {
      HeaderBlock block = HeaderBlock.of(new QName("urn:h", "h"), in.content(xml));
      assertSame(block.content().element().orElseThrow().toXml(), xml);
      Fault fault =
          Fault.builder(FaultCode.SENDER, "why").detail(in.content(xml)).header(block).build();
      Message received =
          Envelopes.decode(
              SoapVersion.SOAP_12, Envelopes.encode(Message.of(SoapVersion.SOAP_12, fault)));
      assertSame(received.fault().orElseThrow().detailFragment().orElseThrow().toXml(), xml);
      HeaderBlock again = received.headers().asList().get(0);
      assertSame(again.content().toXml(), xml);
    }
  }

  /** SAX drops comments and CDATA sections, and they split text in DOM. */
  private static void assertSame(String actual, String expected) throws Exception {
    XmlAssert.assertThat(coalesced(actual)).and(coalesced(expected)).areSimilar();
  }

  private static Document coalesced(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setCoalescing(true);
    factory.setIgnoringComments(true);
    Document document =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(WaysIn.bytes(xml)));
    document.normalize();
    return document;
  }

  @ParameterizedTest
  @EnumSource
  void prefixesOfTheEnvelopeStayBound(WaysOut out) throws Exception {
    String envelope =
        "<s:Envelope xmlns:s='%s' xmlns:e='urn:e' xmlns:xsi='urn:xsi' xmlns='urn:default'>"
                .formatted(SoapVersion.SOAP_12.namespace())
            + "<s:Body xmlns:b='urn:b'><p:a xmlns:p='urn:p' xsi:type='e:T'>b:x</p:a></s:Body>"
            + "</s:Envelope>";
    String xml = out.read(Envelopes.decode(SoapVersion.SOAP_12, envelope).body());
    Element element = WaysIn.dom(xml).getDocumentElement();
    assertThat(element.getAttributeNS("urn:xsi", "type")).isEqualTo("e:T");
    assertThat(element.lookupNamespaceURI("e")).isEqualTo("urn:e");
    assertThat(element.lookupNamespaceURI("b")).isEqualTo("urn:b");
    assertThat(element.lookupNamespaceURI(null)).isEqualTo("urn:default");
  }
}
