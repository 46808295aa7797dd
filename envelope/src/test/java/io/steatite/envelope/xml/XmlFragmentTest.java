package io.steatite.envelope.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Envelopes;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stax.StAXSource;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmlunit.assertj3.XmlAssert;

class XmlFragmentTest {
  private static XmlFragment fragment(String xml) throws Exception {
    String envelope =
        Envelopes.envelope(SoapVersion.SOAP_12, xml, "")
            .replace("<s:Header>", "<s:Header xmlns:o='urn:outer' xmlns='urn:default'>");
    Message message = Envelopes.decode(SoapVersion.SOAP_12, envelope);
    XmlFragment element = message.headers().asList().get(0).element();
    assertThat(element).isNotNull();
    return element;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a xmlns='urn:a'/>",
        "<p:a xmlns:p='urn:p' p:x='1' y='2'>t<![CDATA[<c>]]><!--k--><p:b/>u</p:a>",
        "<p:a xmlns:p='urn:p'><p:b xmlns:p='urn:q'><p:c/></p:b><p:d/></p:a>",
        "<o:a o:t='o:name'>o:value</o:a>",
        "<a>default</a>",
        "<p:a xmlns:p='urn:p'>&lt;&amp;&gt;&#13;&#10;&#x1F600;</p:a>",
      })
  void fragmentIsWrittenAsItWasRead(String xml) throws Exception {
    XmlFragment fragment = fragment(xml);
    String expected =
        xml.replaceFirst("(<[\\w:]+)", "$1 xmlns:o='urn:outer'")
            .replaceFirst("<a xmlns:o='urn:outer'>", "<a xmlns:o='urn:outer' xmlns='urn:default'>");
    XmlAssert.assertThat(fragment.toString()).and(expected).areIdentical();
    assertThat(XmlFragment.of(fragment).toString()).isEqualTo(fragment.toString());
  }

  /** Includes a prefix that begins with a reserved prefix; these are common. */
  @Test
  void elementOfAnotherReaderKeepsTheNamespacesItsContentUses() throws Exception {
    XMLStreamReader reader =
        XMLInputFactory.newDefaultFactory()
            .createXMLStreamReader(
                new StringReader(
                    "<a xmlns:xmlmime='urn:m' xmlns:p='urn:p'><b xml:lang='p:x'>xmlmime:y</b></a>"));
    reader.nextTag();
    reader.nextTag();
    XmlFragment element = XmlFragment.parse(new StAXSource(reader));
    assertThat(element.resolve("xmlmime:y")).isEqualTo(new QName("urn:m", "y"));
    assertThat(element.resolve("p:x")).isEqualTo(new QName("urn:p", "x"));
  }

  @Test
  void qNamesInContentResolveAfterForwarding() throws Exception {
    String envelope =
        "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope' xmlns:s='urn:tricky'"
            + " xmlns:a='urn:a'><e:Header><a:h>a:x s:y</a:h></e:Header>"
            + "<e:Body><a:b t='s:z'/></e:Body></e:Envelope>";
    Message message = Envelopes.decode(SoapVersion.SOAP_12, envelope);
    String forwarded = Envelopes.encode(message);
    Message again = Envelopes.decode(SoapVersion.SOAP_12, forwarded);
    HeaderBlock block = again.headers().asList().get(0);
    assertThat(block.element().resolve("s:y")).isEqualTo(new QName("urn:tricky", "y"));
    assertThat(block.element().resolve("a:x")).isEqualTo(new QName("urn:a", "x"));
    XMLStreamReader2 reader = again.body().reader();
    assertThat(reader.getNamespaceContext().getNamespaceURI("s")).isEqualTo("urn:tricky");
  }

  @Test
  void childElementsKeepTheNamespacesInScope() throws Exception {
    XmlFragment outer =
        fragment("<p:a xmlns:p='urn:p'><q:b xmlns:q='urn:q'>p:x<q:c/></q:b>t<p:d>q:x</p:d></p:a>");
    assertThat(outer.elements()).hasSize(2);
    assertThat(outer.elements().get(0).name()).contains(new QName("urn:q", "b"));
    assertThat(outer.elements().get(0).resolve("p:x")).isEqualTo(new QName("urn:p", "x"));
    assertThat(outer.elements().get(0).elements()).hasSize(1);
    assertThat(outer.elements().get(1).text()).isEqualTo("q:x");
    assertThat(outer.elements().get(1).resolve("q:x")).isEqualTo(new QName("q:x"));
    assertThat(outer.content().text()).isEqualTo("p:xtq:x");
  }

  @Test
  void readerHasTypedAccessAndNamespaceContext() throws Exception {
    XMLStreamReader2 reader =
        fragment("<p:a xmlns:p='urn:p' n='7'><p:b>AAEC</p:b><p:c> true </p:c></p:a>").reader();
    assertThat(reader.getEventType()).isEqualTo(XMLStreamConstants.START_DOCUMENT);
    reader.next();
    assertThat(reader.getAttributeAsInt(0)).isEqualTo(7);
    assertThat(reader.getAttributeValue(null, "n")).isEqualTo("7");
    assertThat(reader.getNamespaceContext().getNamespaceURI("o")).isEqualTo("urn:outer");
    assertThat(reader.getNamespaceContext().getPrefix("urn:p")).isEqualTo("p");
    reader.nextTag();
    assertThat(reader.getElementAsBinary()).containsExactly(0, 1, 2);
    reader.nextTag();
    assertThat(reader.getElementAsBoolean()).isTrue();
    assertThat(reader.getName()).isEqualTo(new QName("urn:p", "c"));
    assertThat(reader.nextTag()).isEqualTo(XMLStreamConstants.END_ELEMENT);
    assertThat(reader.next()).isEqualTo(XMLStreamConstants.END_DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<p:a xmlns:p='urn:p'><b/></p:a>", "<p:a xmlns:p='urn:p'>AAEC<b/></p:a>"})
  void binaryContentWithChildElementIsRefused(String xml) throws Exception {
    XMLStreamReader2 reader = fragment(xml).reader();
    reader.next();
    assertThatThrownBy(reader::getElementAsBinary)
        .isInstanceOf(XMLStreamException.class)
        .hasMessageContaining("found element {urn:default}b");
  }

  private static XMLStreamReader2 onFirstChild(String xml) throws Exception {
    XMLStreamReader2 reader =
        HardenedStax.of(XmlLimits.DEFAULT)
            .reader(
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    reader.nextTag();
    reader.nextTag();
    return reader;
  }

  /** What the methods of a fragment return. */
  private static List<Object> observed(XmlFragment fragment) {
    return List.of(
        fragment.toXml(),
        fragment.retained(),
        fragment.text(),
        fragment.hasChildElements(),
        fragment.around(fragment.reader().getNamespaceContext()).toXml());
  }

  @Test
  void fragmentDoesNotChangeWhenItsRecorderContinues() throws Exception {
    XMLStreamReader2 reader =
        onFirstChild("<all>" + "<a b='c'>d<!--e--><f/></a>".repeat(100) + "</all>");
    XmlRecorder recorder = new XmlRecorder(InScopeNamespaces.NONE, "limit", Long.MAX_VALUE);
    List<XmlFragment> fragments = new ArrayList<>();
    List<Object> before = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      fragments.add(recorder.recordElement(reader));
      fragments.add(recorder.recorded());
      before.add(observed(fragments.get(2 * i)));
      before.add(observed(fragments.get(2 * i + 1)));
      reader.nextTag();
    }
    assertThat(fragments).extracting(XmlFragmentTest::observed).isEqualTo(before);
  }

  /** Final fields make publication to other threads safe (Java Language Specification 17.5). */
  @Test
  void allInstanceFieldsAreFinal() {
    Set<Class<?>> seen = new HashSet<>();
    requireFinal(XmlFragment.class, seen);
    assertThat(seen).contains(XmlFragment.class, InScopeNamespaces.class);
  }

  private static void requireFinal(Class<?> type, Set<Class<?>> seen) {
    if (!type.getName().startsWith(XmlFragment.class.getPackageName()) || !seen.add(type)) {
      return;
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        assertThat(Modifier.isFinal(field.getModifiers())).as(field.toString()).isTrue();
        requireFinal(field.getType(), seen);
      }
    }
  }
}
