package io.steatite.envelope;

import static io.steatite.envelope.Envelopes.decode;
import static io.steatite.envelope.Envelopes.encode;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.testing.Requirement;
import java.io.StringWriter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.namespace.NamespaceContext;
import javax.xml.namespace.QName;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamWriter2Delegate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmlunit.assertj3.XmlAssert;

/** A message that is relayed keeps its meaning. */
class RelayTest {
  private static final String SIGNED =
      """
      <e:Envelope xmlns:e='%1$s' xmlns='urn:default' xmlns:x='urn:x' xmlns:t='urn:types'
       x:on='envelope' x:type='t:Envelope'><e:Header x:on='header' xmlns:u='urn:u'><h:Block
       xmlns:h='urn:h' u:Id='1'><!-- kept --><item>t:name</item></h:Block></e:Header><e:Body
       u:Id='2' xmlns:u='urn:u' xml:lang='en'>
        <!-- what is signed -->
        <first x:a='t:b'>1</first>  <second/>
      </e:Body></e:Envelope>""";

  private static String signed(SoapVersion version) {
    return SIGNED.formatted(version.namespace());
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("x1-soapinterminfoset-preserve")
  void relayedStreamKeepsTheInfoset(SoapVersion version) throws Exception {
    String sent = encode(decode(version, signed(version)));
    XmlAssert.assertThat(sent).and(signed(version)).areSimilar();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("x1-soapinterminfoset-preserve")
  void relayedBufferKeepsTheInfoset(SoapVersion version) throws Exception {
    Message received = decode(version, signed(version)).buffer();
    XmlAssert.assertThat(encode(received)).and(signed(version)).areSimilar();
    XmlAssert.assertThat(encode(received)).and(signed(version)).areSimilar();
  }

  /** Qualified names in content and in attribute values stay bound. */
  @ParameterizedTest
  @EnumSource
  @Requirement("x1-soapinterminfoset-preserve")
  void relayedContentKeepsNamespacesInScope(SoapVersion version) throws Exception {
    Message again = decode(version, encode(decode(version, signed(version))));
    HeaderBlock block = again.headers().find(new QName("urn:h", "Block")).orElseThrow();
    assertThat(block.content().element().orElseThrow().resolve("t:name"))
        .isEqualTo(new QName("urn:types", "name"));
    assertThat(again.body().fragment().element().orElseThrow().resolve("unprefixed"))
        .isEqualTo(new QName("urn:default", "unprefixed"));
  }

  @Test
  void encodingStyleOfBlockIsKept() throws Exception {
    String envelope =
        Envelopes.envelope(
            SoapVersion.SOAP_12, "<h:a xmlns:h='urn:h' s:encodingStyle='urn:style'/>", "");
    assertThat(encode(decode(SoapVersion.SOAP_12, envelope)))
        .contains(":encodingStyle=\"urn:style\"");
  }

  /** The sender may bind our prefixes to other namespaces. */
  @ParameterizedTest
  @EnumSource
  void newBlockIsWrittenBesideReceivedOnes(SoapVersion version) throws Exception {
    String envelope =
        """
        <e:Envelope xmlns:e='%s' xmlns='urn:default' xmlns:s='urn:other' xmlns:a='urn:b'
        ><e:Header><s:Block>a:x</s:Block></e:Header><e:Body><s:b>a:y</s:b></e:Body></e:Envelope>"""
            .formatted(version.namespace());
    Message relayed =
        decode(version, envelope)
            .withHeader(
                HeaderBlock.of(
                        new QName("urn:a", "Mine", "a"),
                        writer -> {
                          writer.writeStartElement("", "none", "");
                          writer.writeEndElement();
                        })
                    .withMustUnderstand(true));
    Message again = decode(version, encode(relayed));
    HeaderBlock mine = again.headers().find(new QName("urn:a", "Mine")).orElseThrow();
    assertThat(mine.mustUnderstand()).isTrue();
    assertThat(mine.content().element().orElseThrow().name()).contains(new QName("none"));
    assertThat(again.headers().find("urn:other", "Block").orElseThrow().element().resolve("a:x"))
        .isEqualTo(new QName("urn:b", "x"));
    assertThat(again.body().fragment().element().orElseThrow().resolve("a:y"))
        .isEqualTo(new QName("urn:b", "y"));
  }

  /** Attributes of the envelope may use our prefix for another namespace. */
  @ParameterizedTest
  @EnumSource
  @Requirement("x1-soapinterminfoset-preserve")
  void receivedAttributeMayUseOurPrefix(SoapVersion version) throws Exception {
    String envelope =
        """
        <e:Envelope xmlns:e='%s' xmlns:s='urn:other' xmlns:s_='urn:more' s:a='s_:x'><e:Header s:b='s:y'
        ><s:Block/></e:Header><e:Body s_:c='s:z'><s_:b/></e:Body></e:Envelope>"""
            .formatted(version.namespace());
    XmlAssert.assertThat(encode(decode(version, envelope))).and(envelope).areSimilar();
    XmlAssert.assertThat(encode(decode(version, envelope).buffer())).and(envelope).areSimilar();
  }

  /**
   * The attributes of Header were received; its blocks were made here or received in another
   * message.
   */
  @ParameterizedTest
  @EnumSource
  @Requirement("x1-soapinterminfoset-preserve")
  void headerBlocksCanBeReplaced(SoapVersion version) throws Exception {
    String envelope =
        """
        <e:Envelope xmlns:e='%s'><e:Header xmlns:s='urn:%s' xmlns:t='urn:%2$s' t:on='t:x'><s:Block>t:x
        </s:Block></e:Header><e:Body/></e:Envelope>""";
    Message received =
        decode(version, envelope.formatted(version.namespace(), "received")).buffer();
    Message other = decode(version, envelope.formatted(version.namespace(), "other"));
    Headers mine = Headers.of(HeaderBlock.of(new QName("urn:m", "Mine", "s"), "v"));

    String relayed = encode(received.withHeaders(mine));
    assertThat(decode(version, relayed).headers().find("urn:m", "Mine")).isPresent();
    assertThat(relayed).contains(":on=\"t:x\"").contains("xmlns:t=\"urn:received\"");

    Message again = decode(version, encode(received.withHeaders(other.headers())));
    HeaderBlock block = again.headers().find("urn:other", "Block").orElseThrow();
    assertThat(block.element().resolve(block.text())).isEqualTo(new QName("urn:other", "x"));
  }

  /** Bindings in scope around a thousand elements are not declared a thousand times. */
  @ParameterizedTest
  @EnumSource
  void relayedMessageDoesNotGrow(SoapVersion version) throws Exception {
    String many =
        IntStream.range(0, 100)
            .mapToObj("xmlns:p%1$d='urn:a-long-name-%1$d'"::formatted)
            .collect(Collectors.joining(" "));
    String longOne = "urn:" + "x".repeat(1000);
    String envelope =
        "<e:Envelope xmlns:e='%s' xmlns='%s' xmlns:s='%s' %s><e:Header>%s</e:Header><e:Body>%s</e:Body></e:Envelope>"
            .formatted(
                version.namespace(),
                longOne,
                longOne,
                many,
                "<h:a xmlns:h='urn:h'/>".repeat(500),
                "<p1:b/>".repeat(1000));
    Message message =
        decode(version, envelope).withHeader(HeaderBlock.of(new QName("urn:m", "m", "s"), "v"));
    assertThat(encode(message)).hasSizeLessThan(2 * envelope.length());
  }

  /** Counts how often the bindings in scope are looked up. */
  private static final class AskedWriter extends StreamWriter2Delegate {
    private int asked;

    AskedWriter(XMLStreamWriter2 writer) {
      super(writer);
      setParent(writer);
    }

    @Override
    public NamespaceContext getNamespaceContext() {
      asked++;
      return super.getNamespaceContext();
    }
  }

  /** Bindings in scope around a thousand elements are not looked up a thousand times. */
  @ParameterizedTest
  @EnumSource
  void missingNamespacesOfWriterAreFoundOnce(SoapVersion version) throws Exception {
    String envelope =
        "<e:Envelope xmlns:e='%s' %s><e:Body %s>%s</e:Body></e:Envelope>"
            .formatted(
                version.namespace(),
                declarations(0, 120),
                declarations(120, 240),
                "<p1:b/>".repeat(1000));
    Message received = decode(version, envelope);
    AskedWriter writer =
        new AskedWriter(HardenedStax.of(XmlLimits.DEFAULT).writer(new StringWriter()));
    EnvelopeWriter.write(received, writer);
    assertThat(writer.asked).isLessThan(1000);
  }

  private static String declarations(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("xmlns:p%1$d='urn:%1$d'"::formatted)
        .collect(Collectors.joining(" "));
  }
}
