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
 * A small XML element: a name, attributes, and text or other content in it. For fault details,
 * header blocks and short bodies that are not worth code against a stream writer:
 *
 * <pre>{@code
 * XmlElement.of(ORDER)
 *     .withAttribute("id", "42")
 *     .with(XmlElement.of(ITEM, "Stone"), XmlElement.of(AMOUNT, "3"))
 * }</pre>
 *
 * <p>Prefixes of names are used if they can be, and declared where they are missing. A name without
 * prefix declares its namespace as the default one. Immutable, safe to share between threads, as
 * far as the content given to it is.
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

  /** Returns this element with an attribute, in place of one of the same name. */
  public XmlElement withAttribute(QName attribute, String value) {
    Map<QName, String> more = new LinkedHashMap<>(attributes);
    more.put(attribute, value);
    return new XmlElement(name, more, children);
  }

  /** Returns this element with an attribute without namespace, in place of one of the same name. */
  public XmlElement withAttribute(String localName, String value) {
    return withAttribute(new QName(localName), value);
  }

  /**
   * Returns this element with text at its end. Characters that XML does not allow fail when the
   * element is written.
   */
  public XmlElement withText(String text) {
    return with(writer -> writer.writeCharacters(text));
  }

  /** Returns this element with more content at its end, such as other elements. */
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

  /** Returns what is inside of the element: writes its attributes, then its content. */
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
