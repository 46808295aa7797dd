package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlElement;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * A header block (SOAP 1.2 Part 1 section 5.2): a qualified name, some content, and for whom it is
 * and how serious it is meant.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class HeaderBlock {
  private final QName name;
  private final String role;
  private final boolean mustUnderstand;
  private final boolean relay;

  /** What follows the SOAP attributes: all of a block made here, more attributes of an element. */
  private final XmlContent content;

  private final @Nullable String text;
  private final @Nullable XmlFragment element;

  /** Of the message it was received in; null if it was made here. */
  private final @Nullable Complaints complaints;

  private HeaderBlock(
      QName name,
      String role,
      boolean mustUnderstand,
      boolean relay,
      XmlContent content,
      @Nullable String text,
      @Nullable XmlFragment element,
      @Nullable Complaints complaints) {
    if (name.getNamespaceURI().isEmpty()) {
      throw new IllegalArgumentException(
          "A header block needs a namespace (SOAP 1.2 Part 1 section 5.2.1), "
              + name
              + " has none");
    }
    this.name = name;
    this.role = role;
    this.mustUnderstand = mustUnderstand;
    this.relay = relay;
    this.content = content;
    this.text = text;
    this.element = element;
    this.complaints = complaints;
  }

  /**
   * A block that holds text.
   *
   * @param name its name; the prefix, if it has one, is used on the wire
   */
  public static HeaderBlock of(QName name, String text) {
    return new HeaderBlock(
        name, "", false, false, writer -> writer.writeCharacters(text), text, null, null);
  }

  /**
   * A block that holds whatever the content writes, attributes first.
   *
   * @param name its name; the prefix, if it has one, is used on the wire
   */
  public static HeaderBlock of(QName name, XmlContent content) {
    return new HeaderBlock(name, "", false, false, content, null, null, null);
  }

  /** Returns a block that is the given element, for the ultimate receiver and not mandatory. */
  public static HeaderBlock of(XmlElement element) {
    return of(element.name().orElseThrow(), element.content());
  }

  /**
   * A block that is the given element, for the ultimate receiver and not mandatory, whatever the
   * element's SOAP attributes say.
   *
   * @param moreAttributes writes attributes that the element does not have
   */
  public static HeaderBlock of(XmlFragment element, XmlContent moreAttributes) {
    QName name = element.name().orElseThrow();
    return new HeaderBlock(name, "", false, false, moreAttributes, null, element, null);
  }

  /** A block that is the given element, its SOAP attributes not counted. */
  static HeaderBlock received(
      QName name,
      String role,
      boolean mustUnderstand,
      boolean relay,
      XmlFragment element,
      Complaints complaints) {
    return new HeaderBlock(
        name, role, mustUnderstand, relay, XmlContent.EMPTY, null, element, complaints);
  }

  /** This block, marked as one the receiver must understand or refuse. */
  public HeaderBlock withMustUnderstand(boolean value) {
    return new HeaderBlock(name, role, value, relay, content, text, element, complaints);
  }

  /** This block for another role; empty for the ultimate receiver. */
  public HeaderBlock withRole(String value) {
    return new HeaderBlock(name, value, mustUnderstand, relay, content, text, element, complaints);
  }

  /** This block, to be relayed if not processed (SOAP 1.2 Part 1 section 5.2.4). */
  public HeaderBlock withRelay(boolean value) {
    return new HeaderBlock(name, role, mustUnderstand, value, content, text, element, complaints);
  }

  /** Its qualified name. */
  public QName name() {
    return name;
  }

  /** The role (SOAP 1.1: actor) it is for; empty for the ultimate receiver. */
  public String role() {
    return role;
  }

  /** Whether the node it is for must understand it or refuse the message. */
  public boolean mustUnderstand() {
    return mustUnderstand;
  }

  /** Whether an intermediary that does not process it passes it on. */
  public boolean relay() {
    return relay;
  }

  /** Whether this is its name. */
  public boolean isNamed(String namespace, String localName) {
    return name.getLocalPart().equals(localName) && name.getNamespaceURI().equals(namespace);
  }

  /** Its attributes other than those of SOAP; none if the block was made here. */
  public Map<QName, String> attributes() {
    return element == null ? Map.of() : element.attributes(SoapVersion::isForeignAttribute);
  }

  /** All text in it, as it is; use {@code XmlWhitespace.strip} where the type collapses space. */
  public String text() {
    if (text != null) {
      return text;
    }
    return element != null ? element.text() : content().text();
  }

  /** What is inside the block, to be read; a block that was not received is written out first. */
  public XmlFragment content() {
    if (element != null) {
      return element.content();
    }
    try {
      return XmlFragment.of(content);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Header block " + name + " cannot be written", e);
    }
  }

  /**
   * The whole block without SOAP's attributes, to be read; a block that was not received is written
   * out first.
   */
  public XmlFragment fragment() {
    if (element != null && content == XmlContent.EMPTY) {
      return element.keeping(SoapVersion::isForeignAttribute);
    }
    try {
      return XmlFragment.of(this::writeWithoutSoapAttributes);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Header block " + name + " cannot be written", e);
    }
  }

  private void writeWithoutSoapAttributes(XMLStreamWriter2 writer) throws XMLStreamException {
    if (element == null) {
      XmlNames.writeStart(writer, name);
      content.writeTo(writer);
      writer.writeEndElement();
    } else {
      element.writeElement(writer, SoapVersion::isForeignAttribute, content);
    }
  }

  /**
   * A reader on the block's START_ELEMENT, for typed access, such as {@code
   * block.reader().getElementAsInt()}. A value of another type than asked for in a block that was
   * received is a {@link MalformedMessageException}.
   *
   * @throws XMLStreamException if the block cannot be read
   */
  public XMLStreamReader2 reader() throws XMLStreamException {
    XMLStreamReader2 reader = fragment().reader();
    reader.next();
    return complaints == null ? reader : new ReportingReader(reader, complaints);
  }

  /** The whole block as it was received, or null if it was made here. */
  public @Nullable XmlFragment element() {
    return element;
  }

  /**
   * Writes the block with the SOAP attributes of the given version; mustUnderstand as 1, which all
   * readers know (rule B1112).
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public void writeTo(XMLStreamWriter2 writer, SoapVersion version) throws XMLStreamException {
    if (element == null) {
      XmlNames.writeStart(writer, name);
      writeSoapAttributes(writer, version);
      if (!name.getPrefix().isEmpty()) {
        XmlNames.undeclareDefault(writer); // it may be one of received blocks beside this one
      }
      content.writeTo(writer);
      writer.writeEndElement();
    } else {
      element.writeElement(
          writer,
          (namespace, localName) -> isKept(namespace, localName, version),
          w -> {
            writeSoapAttributes(w, version);
            content.writeTo(w);
          });
    }
  }

  private void writeSoapAttributes(XMLStreamWriter2 writer, SoapVersion version)
      throws XMLStreamException {
    if (!role.isEmpty()) {
      soapAttribute(writer, version, version.roleAttribute(), role);
    }
    if (mustUnderstand) {
      soapAttribute(writer, version, "mustUnderstand", "1");
    }
    if (relay && version.hasRelay()) {
      soapAttribute(writer, version, "relay", "1");
    }
  }

  private static void soapAttribute(
      XMLStreamWriter2 writer, SoapVersion version, String localName, String value)
      throws XMLStreamException {
    String prefix = XmlNames.bind(writer, SoapVersion.PREFIX, version.namespace());
    writer.writeAttribute(prefix, version.namespace(), localName, value);
  }

  /** What we write ourselves is not kept, nor what another version means. */
  private static boolean isKept(String namespace, String localName, SoapVersion version) {
    return SoapVersion.isForeignAttribute(namespace, localName)
        || (localName.equals("encodingStyle") && namespace.equals(version.namespace()));
  }

  /** Name, role and mustUnderstand, for logs. */
  @Override
  public String toString() {
    return name
        + (role.isEmpty() ? "" : " role=" + role)
        + (mustUnderstand ? " mustUnderstand" : "");
  }
}
