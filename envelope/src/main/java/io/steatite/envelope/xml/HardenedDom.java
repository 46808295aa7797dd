package io.steatite.envelope.xml;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.w3c.dom.Document;
import org.w3c.dom.DocumentFragment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The only maker of DOM documents. They are made empty: nothing is ever parsed into DOM. */
final class HardenedDom {
  private static final HardenedStax STAX = HardenedStax.withLimits(XmlLimits.DEFAULT);

  private HardenedDom() {}

  /** The root element of a new document, copied from a fragment that is one element. */
  static Element element(XmlFragment fragment) {
    Document document = newDocument();
    append(fragment, document);
    return document.getDocumentElement();
  }

  /** All that is in the fragment, in a new document. */
  static DocumentFragment documentFragment(XmlFragment fragment) {
    DocumentFragment copy = newDocument().createDocumentFragment();
    append(fragment, copy);
    return copy;
  }

  private static void append(XmlFragment fragment, Node parent) {
    try {
      XMLStreamWriter2 writer = STAX.writer(parent);
      fragment.writeTo(writer);
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("DOM does not take " + fragment.name(), e);
    }
  }

  /** An empty document of the JDK's own DOM, whatever else is on the class path. */
  private static Document newDocument() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK makes no DOM", e);
    }
  }
}
