package io.steatite.envelope.xml;

import io.steatite.envelope.xml.internal.XmlNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * A small XML element that is built without a stream writer: a name, attributes, and text or other
 * content. For fault details, header blocks and short bodies:
 *
 * <pre>{@code
 * XmlElement.of(ORDER)
 *     .withAttribute("id", "42")
 *     .with(XmlElement.of(ITEM, "Stone"), XmlElement.of(AMOUNT, "3"))
 * }</pre>
 *
 * <p>The prefixes of names are used, and declared where necessary. If the prefix of an attribute is
 * bound to another namespace, a number is appended to it. An element without prefix declares its
 * namespace as the default namespace.
 *
 * <p>Immutable, safe for use by several threads if the content given to it is.
 */
public final class XmlElement implements XmlContent {
  private final QName name;
  private final Map<QName, String> attributes;
  private final List<XmlContent> children;

  private XmlElement(QName name, Map<QName, String> attributes, List<XmlContent> children) {
    this.name = name;
    this.attributes = attributes;
    this.children = children;
  }

  /** Returns an empty element. */
  public static XmlElement of(QName name) {
    return new XmlElement(name, Map.of(), List.of());
  }

  /** Returns an element with text. */
  public static XmlElement of(QName name, String text) {
    return of(name).withText(text);
  }

  /** Returns a copy with an attribute, which replaces an attribute of the same name. */
  public XmlElement withAttribute(QName attribute, String value) {
    Map<QName, String> more = new LinkedHashMap<>(attributes);
    more.put(attribute, value);
    return new XmlElement(name, more, children);
  }

  /** Returns a copy with an attribute in no namespace, which replaces one of the same name. */
  public XmlElement withAttribute(String localName, String value) {
    return withAttribute(new QName(localName), value);
  }

  /**
   * Returns a copy with text appended. Characters that XML does not allow cause an {@code
   * XMLStreamException} when the element is written.
   */
  public XmlElement withText(String text) {
    return with(writer -> writer.writeCharacters(text));
  }

  /** Returns a copy with content appended, such as other elements. */
  public XmlElement with(XmlContent... content) {
    List<XmlContent> more = new ArrayList<>(children);
    more.addAll(List.of(content));
    return new XmlElement(name, attributes, List.copyOf(more));
  }

  /** Returns the name of the element; it is always present. */
  @Override
  public Optional<QName> name() {
    return Optional.of(name);
  }

  /** Returns the attributes and the content of this element without its tags. */
  public XmlContent content() {
    return this::writeContent;
  }

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    XmlNames.writeStart(writer, name);
    writeContent(writer);
    writer.writeEndElement();
  }

  private void writeContent(XMLStreamWriter2 writer) throws XMLStreamException {
    for (Map.Entry<QName, String> attribute : attributes.entrySet()) {
      XmlNames.writeAttribute(writer, attribute.getKey(), attribute.getValue());
    }
    for (XmlContent child : children) {
      child.writeTo(writer);
    }
  }

  /** Returns the name, for logs. */
  @Override
  public String toString() {
    return "element " + name;
  }
}
