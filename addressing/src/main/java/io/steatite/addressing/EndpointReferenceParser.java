package io.steatite.addressing;

import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Reads an endpoint reference (Core section 2.2, 2004/08 section 2.2) with its metadata
 * (WS-Addressing Metadata section 2.1, WS-MetadataExchange section 6). Each instance is used once.
 */
final class EndpointReferenceParser {
  static final String ADDRESS = "Address";
  static final String PARAMETERS = "ReferenceParameters";
  static final String PROPERTIES = "ReferenceProperties";
  static final String METADATA = "Metadata";
  static final String PORT_TYPE = "PortType";
  static final String SERVICE_NAME = "ServiceName";
  static final String PORT_NAME = "PortName";

  /**
   * The namespace of InterfaceName and EndpointName, which 1.0 has instead of PortType and
   * PortName.
   */
  static final String WSAM = "http://www.w3.org/2007/05/addressing/metadata";

  static final String INTERFACE_NAME = "InterfaceName";
  static final String ENDPOINT_NAME = "EndpointName";

  private final XmlFragment element;
  private final List<XmlFragment> children;
  private final AddressingVersion version;
  private final EndpointReference.Builder reference;

  EndpointReferenceParser(XmlFragment element, AddressingVersion version) {
    this.element = element;
    this.children = element.elements();
    this.version = version;
    this.reference = EndpointReference.builder(address());
  }

  private String address() {
    @Nullable String address = null;
    for (XmlFragment child : children) {
      if (localName(child).equals(ADDRESS)) {
        if (address != null) {
          throw InvalidEndpointReferenceException.invalid(element, "has more than one Address");
        }
        address = XmlWhitespace.strip(child.text());
        if (!isAddress(address) || child.hasChildElements()) {
          throw InvalidEndpointReferenceException.invalidAddress(element);
        }
      }
    }
    if (address == null) {
      throw InvalidEndpointReferenceException.missingAddress(element, otherVersion());
    }
    return address;
  }

  private boolean isAddress(String text) {
    return text.equals(version.anonymous()) || Addresses.isAbsoluteIri(text);
  }

  /** Returns the version in whose namespace the element has an Address (R3111). */
  private Optional<AddressingVersion> otherVersion() {
    return children.stream()
        .flatMap(child -> child.name().stream())
        .filter(name -> name.getLocalPart().equals(ADDRESS))
        .flatMap(name -> AddressingVersion.ofNamespace(name.getNamespaceURI()).stream())
        .findFirst();
  }

  EndpointReference parse() {
    keepAttributes("", element);
    for (XmlFragment child : children) {
      switch (localName(child)) {
        case ADDRESS -> keepAttributes(ADDRESS, child);
        case PARAMETERS -> {
          keepAttributes(PARAMETERS, child);
          child.elements().forEach(reference::referenceParameter);
        }
        case PROPERTIES -> {
          keepAttributes(PROPERTIES, child);
          child.elements().forEach(reference::referenceProperty);
        }
        case METADATA -> {
          keepAttributes(METADATA, child);
          child.elements().forEach(this::readMetadata);
        }
        case PORT_TYPE -> readPortType(child, reference::extension);
        case SERVICE_NAME -> readServiceName(child, PORT_NAME, reference::extension);
        default -> readExtension(child);
      }
    }
    return reference.build();
  }

  /**
   * Returns the local name of a child in the namespace of the version; empty for other children.
   */
  private String localName(XmlFragment child) {
    return localName(child, version.namespace());
  }

  private static String localName(XmlFragment child, String namespace) {
    @Nullable QName name = child.name().orElse(null);
    return name != null && name.getNamespaceURI().equals(namespace) ? name.getLocalPart() : "";
  }

  private void readMetadata(XmlFragment child) {
    switch (localName(child, WSAM)) {
      case INTERFACE_NAME -> readPortType(child, reference::metadata);
      case SERVICE_NAME -> readServiceName(child, ENDPOINT_NAME, reference::metadata);
      default -> reference.metadata(child);
    }
  }

  /**
   * Adds a child that is not part of the specification. In 2004/08 embedded metadata is such a
   * child.
   */
  private void readExtension(XmlFragment child) {
    if (!version.wrapsMetadata() && MetadataSection.isMetadata(child)) {
      reference.metadata(child);
    } else {
      reference.extension(child);
    }
  }

  /** Reads the port type. Content that is not a qualified name is kept as an extension. */
  private void readPortType(XmlFragment child, Consumer<XmlFragment> other) {
    @Nullable QName name = name(child);
    if (name == null) {
      other.accept(child);
    } else {
      reference.portType(name);
    }
  }

  private void readServiceName(
      XmlFragment child, String portAttribute, Consumer<XmlFragment> other) {
    @Nullable QName name = name(child);
    if (name == null) {
      other.accept(child);
    } else {
      Optional<String> port =
          Optional.ofNullable(child.attribute("", portAttribute)).map(XmlWhitespace::strip);
      reference.serviceName(new EndpointReference.ServiceName(name, port));
    }
  }

  private static @Nullable QName name(XmlFragment child) {
    QName name = child.resolve(child.text());
    return name.getNamespaceURI().isEmpty() || child.hasChildElements() ? null : name;
  }

  /**
   * Keeps the attributes of an element. SOAP attributes are left out, since they belong to the
   * header block that the element may be.
   */
  private void keepAttributes(String part, XmlFragment from) {
    reference.attributes(part, from.attributes(SoapVersion::isForeignAttribute));
  }
}
