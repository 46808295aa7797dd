package io.steatite.envelope.xml;

import io.steatite.envelope.xml.internal.XmlCopier;
import io.steatite.envelope.xml.internal.XmlNames;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Writes a DOM tree. Namespaces that the tree uses without declaring them are declared (DOM Level 3
 * Core appendix B). The outermost element also declares the namespaces declared on its ancestors,
 * because QNames in content may use them.
 */
record DomContent(Node root) implements XmlContent {

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    switch (root.getNodeType()) {
      case Node.DOCUMENT_NODE -> writeTree(((Document) root).getDocumentElement(), writer);
      case Node.ELEMENT_NODE -> writeTree(root, writer);
      case Node.DOCUMENT_FRAGMENT_NODE -> {
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
          writeTree(child, writer);
        }
      }
      default -> throw new IllegalArgumentException("Not a document, fragment or element: " + root);
    }
  }

  /** Traverses the tree without recursion: a deep tree must not overflow the stack. */
  private static void writeTree(Node top, XMLStreamWriter2 writer) throws XMLStreamException {
    for (Node node = top; node != null; ) {
      boolean started = write(node, node == top, writer);
      if (started && node.getFirstChild() != null) {
        node = node.getFirstChild();
        continue;
      }
      if (started) {
        writer.writeEndElement();
      }
      while (node != top && node.getNextSibling() == null) {
        node = node.getParentNode();
        writer.writeEndElement();
      }
      node = node == top ? null : node.getNextSibling();
    }
  }

  /** Writes a node without its children. Returns whether an element was started. */
  private static boolean write(Node node, boolean outermost, XMLStreamWriter2 writer)
      throws XMLStreamException {
    switch (node.getNodeType()) {
      case Node.ELEMENT_NODE -> writeStart((Element) node, outermost, writer);
      case Node.TEXT_NODE -> writer.writeCharacters(node.getNodeValue());
      case Node.CDATA_SECTION_NODE -> XmlCopier.writeCData(writer, node.getNodeValue());
      case Node.COMMENT_NODE -> writer.writeComment(node.getNodeValue());
      default ->
          throw new XMLStreamException(
              "A SOAP envelope must not contain a processing instruction or entity reference"
                  + " (SOAP 1.2 Part 1 section 5), found "
                  + node);
    }
    return node.getNodeType() == Node.ELEMENT_NODE;
  }

  private static void writeStart(Element element, boolean outermost, XMLStreamWriter2 writer)
      throws XMLStreamException {
    requireNamespaces(element.getLocalName() != null, element);
    Map<String, String> bindings = outermost ? inheritedBindings(element) : new LinkedHashMap<>();
    addDeclarations(element, bindings);
    String prefix = XmlNames.orEmpty(element.getPrefix());
    bindings.put(prefix, XmlNames.orEmpty(element.getNamespaceURI()));
    writer.writeStartElement(prefix, element.getLocalName(), bindings.get(prefix));
    for (Map.Entry<String, String> binding : bindings.entrySet()) {
      XmlNames.declareUnlessBound(writer, binding.getKey(), binding.getValue());
    }
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      writeAttribute((Attr) attributes.item(i), writer);
    }
  }

  /** Returns the declarations in scope around an element; the nearest one of each prefix. */
  private static Map<String, String> inheritedBindings(Element element) {
    Deque<Element> ancestors = new ArrayDeque<>();
    for (Node n = element.getParentNode(); n instanceof Element e; n = n.getParentNode()) {
      ancestors.push(e);
    }
    Map<String, String> bindings = new LinkedHashMap<>();
    ancestors.forEach(e -> addDeclarations(e, bindings));
    return bindings;
  }

  private static void addDeclarations(Element element, Map<String, String> bindings) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (isDeclaration(attribute)) {
        boolean named = attribute.getPrefix() != null;
        bindings.put(named ? attribute.getLocalName() : "", attribute.getNodeValue());
      }
    }
  }

  private static boolean isDeclaration(Node attribute) {
    return XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
  }

  private static void writeAttribute(Attr attribute, XMLStreamWriter2 writer)
      throws XMLStreamException {
    String namespace = attribute.getNamespaceURI();
    if (namespace == null) {
      requireNamespaces(attribute.getName().indexOf(':') < 0, attribute);
      writer.writeAttribute(attribute.getName(), attribute.getValue());
    } else if (!isDeclaration(attribute)) {
      String prefix = XmlNames.bind(writer, XmlNames.orEmpty(attribute.getPrefix()), namespace);
      writer.writeAttribute(prefix, namespace, attribute.getLocalName(), attribute.getValue());
    }
  }

  private static void requireNamespaces(boolean aware, Node node) {
    if (!aware) {
      throw new IllegalArgumentException(
          node.getNodeName()
              + " was created without namespaces; use a namespace-aware parser, createElementNS and"
              + " setAttributeNS");
    }
  }
}
