package io.steatite.addressing;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlNames;
import io.steatite.envelope.xml.XmlWhitespace;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Where messages go, and what they carry so that the endpoint knows what they are about (Core
 * section 2). The same value serves both versions; reading and writing ask for one.
 *
 * <p>Immutable, safe to share between threads. Equality is of little use: it is that of addresses,
 * but of the identity of fragments (Core section 2.3 defines none).
 *
 * @param address an IRI, kept as it stands
 * @param referenceParameters elements that become headers of messages sent there
 * @param referenceProperties the same, under the older name that 2004/08 has besides (B3221)
 * @param metadata elements that describe the endpoint
 * @param extensions other elements, such as PortType and ServiceName in 2004/08
 */
public record EndpointReference(
    String address,
    List<XmlFragment> referenceParameters,
    List<XmlFragment> referenceProperties,
    List<XmlFragment> metadata,
    List<XmlFragment> extensions) {

  private static final String ADDRESS = "Address";
  private static final String PROPERTIES = "ReferenceProperties";
  private static final String PARAMETERS = "ReferenceParameters";
  private static final String METADATA = "Metadata";

  /**
   * Keeps its own copy of the lists.
   *
   * @throws IllegalArgumentException if the address is empty
   */
  public EndpointReference {
    address = XmlWhitespace.strip(address);
    if (address.isEmpty()) {
      throw new IllegalArgumentException("An endpoint reference needs an address (Core section 2)");
    }
    referenceParameters = List.copyOf(referenceParameters);
    referenceProperties = List.copyOf(referenceProperties);
    metadata = List.copyOf(metadata);
    extensions = List.copyOf(extensions);
  }

  /**
   * A reference that is an address and nothing else.
   *
   * @throws IllegalArgumentException if the address is empty
   */
  public static EndpointReference of(String address) {
    return new EndpointReference(address, List.of(), List.of(), List.of(), List.of());
  }

  /** Whoever is at the other end of the connection. */
  public static EndpointReference anonymous(AddressingVersion version) {
    return of(version.anonymous());
  }

  /** This reference with one more reference parameter, an element. */
  public EndpointReference withReferenceParameter(XmlFragment element) {
    List<XmlFragment> more = new ArrayList<>(referenceParameters);
    more.add(element);
    return new EndpointReference(address, more, referenceProperties, metadata, extensions);
  }

  /** This reference with one more reference parameter, an element with text. */
  public EndpointReference withReferenceParameter(QName name, String text) {
    try {
      return withReferenceParameter(
          XmlFragment.of(
              writer -> {
                XmlNames.writeStart(writer, name);
                writer.writeCharacters(text);
                writer.writeEndElement();
              }));
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("Cannot write reference parameter " + name, e);
    }
  }

  /** Whether messages for it go back on the connection they answer. */
  public boolean isAnonymous(AddressingVersion version) {
    return address.equals(version.anonymous());
  }

  /** Whether messages for it are not sent at all. */
  public boolean isNone(AddressingVersion version) {
    return version.none().filter(address::equals).isPresent();
  }

  /** What becomes headers: properties and parameters are one (B3221). */
  List<XmlFragment> references() {
    List<XmlFragment> both = new ArrayList<>(referenceProperties);
    both.addAll(referenceParameters);
    return both;
  }

  /**
   * Reads an element of that type, its children in any order.
   *
   * @throws InvalidEndpointReferenceException if it has no address, or more than one
   */
  public static EndpointReference parse(XmlFragment element, AddressingVersion version) {
    List<XmlFragment> addresses = new ArrayList<>();
    List<XmlFragment> parameters = new ArrayList<>();
    List<XmlFragment> properties = new ArrayList<>();
    List<XmlFragment> metadata = new ArrayList<>();
    List<XmlFragment> extensions = new ArrayList<>();
    for (XmlFragment child : element.elements()) {
      switch (localName(child, version)) {
        case ADDRESS -> addresses.add(child);
        case PARAMETERS -> parameters.addAll(child.elements());
        case PROPERTIES -> properties.addAll(child.elements());
        case METADATA -> metadata.addAll(child.elements());
        default -> extensions.add(child);
      }
    }
    String address = address(addresses, element);
    return new EndpointReference(address, parameters, properties, metadata, extensions);
  }

  /** The local name of a child if it is one of the version's; else empty. */
  private static String localName(XmlFragment child, AddressingVersion version) {
    return child
        .name()
        .filter(name -> name.getNamespaceURI().equals(version.namespace()))
        .map(QName::getLocalPart)
        .orElse("");
  }

  private static String address(List<XmlFragment> addresses, XmlFragment reference) {
    if (addresses.isEmpty()) {
      throw InvalidEndpointReferenceException.missingAddress(reference);
    }
    if (addresses.size() > 1) {
      throw InvalidEndpointReferenceException.invalid(reference, "has more than one Address");
    }
    String address = XmlWhitespace.strip(addresses.get(0).text());
    if (address.isEmpty() || addresses.get(0).hasChildElements()) {
      throw InvalidEndpointReferenceException.invalidAddress(reference);
    }
    return address;
  }

  /**
   * Writes this reference as an element of that name, its children in the order that the strictest
   * readers ask for.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public void writeTo(XMLStreamWriter2 writer, QName element, AddressingVersion version)
      throws XMLStreamException {
    XmlNames.writeStart(writer, element);
    content(version).writeTo(writer);
    writer.writeEndElement();
  }

  /** What is inside an element of that type. */
  public XmlContent content(AddressingVersion version) {
    return writer -> {
      XmlNames.writeStart(writer, version.name(ADDRESS));
      writer.writeCharacters(address);
      writer.writeEndElement();
      if (version.wrapsMetadata()) {
        writeWrapped(writer, version.name(PARAMETERS), references());
        writeWrapped(writer, version.name(METADATA), metadata);
      } else {
        writeWrapped(writer, version.name(PROPERTIES), referenceProperties);
        writeWrapped(writer, version.name(PARAMETERS), referenceParameters);
        writeAll(writer, metadata);
      }
      writeAll(writer, extensions);
    };
  }

  private static void writeWrapped(
      XMLStreamWriter2 writer, QName wrapper, List<XmlFragment> elements)
      throws XMLStreamException {
    if (!elements.isEmpty()) {
      XmlNames.writeStart(writer, wrapper);
      writeAll(writer, elements);
      writer.writeEndElement();
    }
  }

  private static void writeAll(XMLStreamWriter2 writer, List<XmlFragment> elements)
      throws XMLStreamException {
    for (XmlFragment element : elements) {
      element.writeTo(writer);
    }
  }

  /** The address, for logs. */
  @Override
  public String toString() {
    return references().isEmpty() ? address : address + " +" + references().size() + " references";
  }
}
