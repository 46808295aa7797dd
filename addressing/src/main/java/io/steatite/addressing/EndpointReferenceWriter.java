package io.steatite.addressing;

import static io.steatite.addressing.EndpointReferenceParser.ADDRESS;
import static io.steatite.addressing.EndpointReferenceParser.ENDPOINT_NAME;
import static io.steatite.addressing.EndpointReferenceParser.INTERFACE_NAME;
import static io.steatite.addressing.EndpointReferenceParser.METADATA;
import static io.steatite.addressing.EndpointReferenceParser.PARAMETERS;
import static io.steatite.addressing.EndpointReferenceParser.PORT_NAME;
import static io.steatite.addressing.EndpointReferenceParser.PORT_TYPE;
import static io.steatite.addressing.EndpointReferenceParser.PROPERTIES;
import static io.steatite.addressing.EndpointReferenceParser.SERVICE_NAME;
import static io.steatite.addressing.EndpointReferenceParser.WSAM;

import io.steatite.addressing.EndpointReference.ServiceName;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Writes the attributes and children of an endpoint reference, in the order that WCF writes and
 * expects.
 *
 * @param writer the writer, directly after the start tag of the element
 */
record EndpointReferenceWriter(
    XMLStreamWriter2 writer, EndpointReference reference, AddressingVersion version) {

  void write() throws XMLStreamException {
    writeAttributes(reference.attributes());
    startPart(ADDRESS);
    writer.writeCharacters(reference.address());
    writer.writeEndElement();
    if (version.wrapsMetadata()) {
      writePart(PARAMETERS, reference.references());
      writeMetadata();
      writeAll(reference.extensions());
    } else {
      writePart(PROPERTIES, reference.referenceProperties());
      writePart(PARAMETERS, reference.referenceParameters());
      writeNames(version.name(PORT_TYPE), version.name(SERVICE_NAME), PORT_NAME);
      writeAll(reference.extensions().stream().filter(EndpointReferenceWriter::isPolicy).toList());
      writeAll(reference.metadata());
      writeAll(reference.extensions().stream().filter(element -> !isPolicy(element)).toList());
    }
  }

  private static boolean isPolicy(XmlFragment element) {
    return element.name().map(QName::getLocalPart).filter("Policy"::equals).isPresent();
  }

  private void writeMetadata() throws XMLStreamException {
    if (reference.portType().isPresent()
        || reference.serviceName().isPresent()
        || !reference.metadata().isEmpty()
        || !reference.attributes(METADATA).isEmpty()) {
      startPart(METADATA);
      writeNames(
          new QName(WSAM, INTERFACE_NAME, "wsam"),
          new QName(WSAM, SERVICE_NAME, "wsam"),
          ENDPOINT_NAME);
      writeAll(reference.metadata());
      writer.writeEndElement();
    }
  }

  private void writeNames(QName portTypeElement, QName serviceElement, String portAttribute)
      throws XMLStreamException {
    Optional<QName> portType = reference.portType();
    if (portType.isPresent()) {
      XmlNames.writeStart(writer, portTypeElement);
      writer.writeCharacters(XmlNames.declare(writer, portType.get()));
      writer.writeEndElement();
    }
    Optional<ServiceName> service = reference.serviceName();
    if (service.isPresent()) {
      XmlNames.writeStart(writer, serviceElement);
      String name = XmlNames.declare(writer, service.get().name());
      if (service.get().port().isPresent()) {
        writer.writeAttribute(portAttribute, service.get().port().get());
      }
      writer.writeCharacters(name);
      writer.writeEndElement();
    }
  }

  private void writePart(String localName, List<XmlFragment> elements) throws XMLStreamException {
    if (!elements.isEmpty() || !reference.attributes(localName).isEmpty()) {
      startPart(localName);
      writeAll(elements);
      writer.writeEndElement();
    }
  }

  private void startPart(String localName) throws XMLStreamException {
    XmlNames.writeStart(writer, version.name(localName));
    writeAttributes(reference.attributes(localName));
  }

  private void writeAttributes(Map<QName, String> attributes) throws XMLStreamException {
    for (Map.Entry<QName, String> attribute : attributes.entrySet()) {
      QName name = attribute.getKey();
      String qualified = XmlNames.declare(writer, name);
      int colon = qualified.indexOf(':');
      if (colon < 0) {
        writer.writeAttribute(name.getLocalPart(), attribute.getValue());
      } else {
        writer.writeAttribute(
            qualified.substring(0, colon),
            name.getNamespaceURI(),
            name.getLocalPart(),
            attribute.getValue());
      }
    }
  }

  private void writeAll(List<XmlFragment> elements) throws XMLStreamException {
    for (XmlFragment element : elements) {
      element.writeTo(writer);
    }
  }
}
