package io.steatite.envelope.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steatite.envelope.xml.internal.XmlNames;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Element;

/** DOM trees that were built by code, not parsed. */
class DomContentTest {
  private Document document;

  @BeforeEach
  void emptyDocument() throws Exception {
    document = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().newDocument();
  }

  private Element element(String namespace, String name) {
    return document.createElementNS(namespace, name);
  }

  @Test
  void undeclaredNamespacesAreDeclared() throws Exception {
    Element a = element("urn:a", "a");
    Element b = (Element) a.appendChild(element("urn:b", "p:b"));
    b.appendChild(element(null, "c"));
    b.setAttributeNS("urn:b", "p:x", "1");
    b.setAttributeNS("urn:x", "p:y", "2");
    b.setAttributeNS("urn:z", "z", "3");
    b.setAttributeNS(XMLConstants.XML_NS_URI, "xml:lang", "de");
    assertThat(XmlFragment.of(a).toXml())
        .isEqualTo(
            "<a xmlns=\"urn:a\"><p:b xmlns:p=\"urn:b\" xmlns:p1=\"urn:x\" xmlns:q=\"urn:z\""
                + " p:x=\"1\" p1:y=\"2\" xml:lang=\"de\" q:z=\"3\"><c xmlns=\"\"/></p:b></a>");
  }

  @Test
  void nameTakesPrecedenceOverContradictingDeclaration() throws Exception {
    Element a = element("urn:a", "p:a");
    a.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:p", "urn:other");
    assertThat(XmlFragment.of(a).name().orElseThrow().getNamespaceURI()).isEqualTo("urn:a");
  }

  @Test
  void namespacesDeclaredOnAncestorsAreDeclaredOnTheElement() throws Exception {
    Element outer = element("urn:a", "a");
    outer.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:p", "urn:far");
    Element inner = (Element) outer.appendChild(element("urn:a", "b"));
    inner.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:p", "urn:near");
    Element leaf = (Element) inner.appendChild(element("urn:a", "c"));
    leaf.setTextContent("p:x");
    assertThat(XmlFragment.of(leaf).toXml())
        .isEqualTo("<c xmlns:p=\"urn:near\" xmlns=\"urn:a\">p:x</c>");
  }

  @Test
  void documentFragmentKeepsAllItsChildren() throws Exception {
    DocumentFragment fragment = document.createDocumentFragment();
    fragment.appendChild(document.createTextNode("x"));
    fragment.appendChild(element(null, "a"));
    fragment.appendChild(document.createCDATASection("]]>"));
    fragment.appendChild(document.createComment("k"));
    assertThat(XmlFragment.of(fragment).toXml()).isEqualTo("x<a/>]]&gt;<!--k-->");
    assertThat(XmlFragment.of(XmlFragment.of(fragment).toDocumentFragment()).toXml())
        .isEqualTo("x<a/>]]&gt;<!--k-->");
  }

  @Test
  void nodesCreatedWithoutNamespacesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> XmlFragment.of(document.createElement("a")))
        .withMessageContaining("createElementNS");
    Element a = element("urn:a", "a");
    a.setAttribute("xsi:type", "b");
    assertThatIllegalArgumentException().isThrownBy(() -> XmlFragment.of(a));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> XmlFragment.of(document.createTextNode("x")));
  }

  @Test
  void unqualifiedElementIsWrittenOutsideTheDefaultNamespace() throws Exception {
    XmlFragment unqualified = XmlFragment.parse("<a/>");
    XmlFragment wrapped =
        XmlFragment.of(
            writer -> {
              XmlNames.writeStart(writer, new QName("urn:w", "w"));
              unqualified.writeTo(writer);
              writer.writeEndElement();
            });
    assertThat(wrapped.toXml()).isEqualTo("<w xmlns=\"urn:w\"><a xmlns=\"\"/></w>");
  }
}
