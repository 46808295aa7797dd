package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlElement;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import io.steatite.internal.ReadStatus;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * A header block (SOAP 1.2 Part 1 section 5.2): a qualified name, content, the role it is targeted
 * at, and whether the receiver must understand it.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class HeaderBlock {
  private final QName name;
  private final String role;
  private final boolean mustUnderstand;
  private final boolean relay;

  /**
   * Writes what follows the SOAP attributes: everything if the block was made here, further
   * attributes if the block has an element.
   */
  private final XmlContent content;

  private final @Nullable String text;
  private final @Nullable XmlFragment element;

  /** The status of the message that the block was received in; null if it was made here. */
  private final @Nullable ReadStatus status;

  private HeaderBlock(
      QName name,
      String role,
      boolean mustUnderstand,
      boolean relay,
      XmlContent content,
      @Nullable String text,
      @Nullable XmlFragment element,
      @Nullable ReadStatus status) {
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
    this.status = status;
  }

  /**
   * Returns a block that holds text.
   *
   * @param name the name; its prefix, if it has one, is used on the wire
   * @throws IllegalArgumentException if the name has no namespace
   */
  public static HeaderBlock of(QName name, String text) {
    return new HeaderBlock(
        name, "", false, false, writer -> writer.writeCharacters(text), text, null, null);
  }

  /**
   * Returns a block that holds what the content writes.
   *
   * @param name the name; its prefix, if it has one, is used on the wire
   * @param content writes attributes first, then children and text
   * @throws IllegalArgumentException if the name has no namespace
   */
  public static HeaderBlock of(QName name, XmlContent content) {
    return new HeaderBlock(name, "", false, false, content, null, null, null);
  }

  /** Returns a block that is the given element, for the ultimate receiver and not mandatory. */
  public static HeaderBlock of(XmlElement element) {
    return of(element.name().orElseThrow(), element.content());
  }

  /**
   * Returns a block that is the given element. It is targeted at the ultimate receiver and not
   * mandatory; SOAP attributes of the element are ignored.
   *
   * @param moreAttributes writes attributes that the element does not have
   * @throws java.util.NoSuchElementException if the fragment holds no element
   * @throws IllegalArgumentException if the element has no namespace
   */
  public static HeaderBlock of(XmlFragment element, XmlContent moreAttributes) {
    QName name = element.name().orElseThrow();
    return new HeaderBlock(name, "", false, false, moreAttributes, null, element, null);
  }

  /** Returns a block that was received as the given element, whose SOAP attributes are ignored. */
  static HeaderBlock received(
      QName name,
      String role,
      boolean mustUnderstand,
      boolean relay,
      XmlFragment element,
      ReadStatus status) {
    return new HeaderBlock(
        name, role, mustUnderstand, relay, XmlContent.EMPTY, null, element, status);
  }

  /**
   * Returns this block with another mustUnderstand: whether the receiver must understand it or
   * refuse the message.
   */
  public HeaderBlock withMustUnderstand(boolean value) {
    return new HeaderBlock(name, role, value, relay, content, text, element, status);
  }

  /** Returns this block for another role; empty for the ultimate receiver. */
  public HeaderBlock withRole(String value) {
    return new HeaderBlock(name, value, mustUnderstand, relay, content, text, element, status);
  }

  /**
   * Returns this block with another relay: whether an intermediary that does not process it passes
   * it on (SOAP 1.2 Part 1 section 5.2.4).
   */
  public HeaderBlock withRelay(boolean value) {
    return new HeaderBlock(name, role, mustUnderstand, value, content, text, element, status);
  }

  /** Returns the qualified name. */
  public QName name() {
    return name;
  }

  /**
   * Returns the role (SOAP 1.1: actor) that the block is targeted at; empty for the ultimate
   * receiver.
   */
  public String role() {
    return role;
  }

  /**
   * Returns whether the node that the block is targeted at must understand it or refuse the
   * message.
   */
  public boolean mustUnderstand() {
    return mustUnderstand;
  }

  /** Returns whether an intermediary that does not process the block passes it on. */
  public boolean relay() {
    return relay;
  }

  /** Returns whether the block has this name. */
  public boolean isNamed(String namespace, String localName) {
    return name.getLocalPart().equals(localName) && name.getNamespaceURI().equals(namespace);
  }

  /** Returns the attributes other than those of SOAP; none if the block was made here. */
  public Map<QName, String> attributes() {
    return element == null ? Map.of() : element.attributes(SoapVersion::isForeignAttribute);
  }

  /**
   * Returns all text in the block, with white space as received. Use {@code XmlWhitespace.strip}
   * for types that collapse white space.
   */
  public String text() {
    if (text != null) {
      return text;
    }
    return element != null ? element.text() : content().text();
  }

  /**
   * Returns the children and text of the block. A block that was not received is written to memory.
   */
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
   * Returns the block without SOAP's attributes. A block that was not received is written to
   * memory.
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
   * Returns a reader on the START_ELEMENT of the block, for typed access, such as {@code
   * block.reader().getElementAsInt()}. In a block that was received, a value of another type is a
   * {@link MalformedMessageException}.
   *
   * @throws XMLStreamException if the block cannot be read
   */
  public XMLStreamReader2 reader() throws XMLStreamException {
    XMLStreamReader2 reader = fragment().reader();
    reader.next();
    return status == null ? reader : new ReportingReader(reader, status);
  }

  /** Returns the block as it was received; null if it was made here. */
  public @Nullable XmlFragment element() {
    return element;
  }

  /**
   * Writes the block with the SOAP attributes of the given version. mustUnderstand is written as 1,
   * which all receivers know (rule B1112).
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public void writeTo(XMLStreamWriter2 writer, SoapVersion version) throws XMLStreamException {
    if (element == null) {
      XmlNames.writeStart(writer, name);
      writeSoapAttributes(writer, version);
      if (!name.getPrefix().isEmpty()) {
        XmlNames.undeclareDefault(writer); // a default namespace of received blocks may be in scope
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

  /**
   * Returns whether an attribute of a received block is written again: not those written by {@link
   * #writeSoapAttributes}, and not those that only another version knows.
   */
  private static boolean isKept(String namespace, String localName, SoapVersion version) {
    return SoapVersion.isForeignAttribute(namespace, localName)
        || (localName.equals("encodingStyle") && namespace.equals(version.namespace()));
  }

  /** Returns name, role and mustUnderstand, for logs. */
  @Override
  public String toString() {
    return name
        + (role.isEmpty() ? "" : " role=" + role)
        + (mustUnderstand ? " mustUnderstand" : "");
  }
}
