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

/** Copies fragments to DOM. XML is never parsed into DOM: documents are created empty. */
final class HardenedDom {
  private static final HardenedStax STAX = HardenedStax.of(XmlLimits.DEFAULT);

  private HardenedDom() {}

  /** Copies a fragment, which must be one element, to a new document; returns its root element. */
  static Element element(XmlFragment fragment) {
    Document document = newDocument();
    append(fragment, document);
    return document.getDocumentElement();
  }

  /** Copies a fragment to a document fragment of a new document. */
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
      throw new IllegalStateException("Cannot copy an XML fragment to DOM: " + fragment.name(), e);
    }
  }

  /** Creates an empty document of the JDK's DOM; other implementations are ignored. */
  private static Document newDocument() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK's DOM cannot be configured", e);
    }
  }
}
