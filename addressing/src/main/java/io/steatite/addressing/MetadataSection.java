package io.steatite.addressing;

import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the metadata that an endpoint reference carries, in the way of WS-MetadataExchange
 * (September 2004, section 6): in full, or as a pointer to where it can be had (B3121). Nothing is
 * ever fetched here.
 *
 * @param dialect what kind of metadata it is, an IRI, mostly the namespace of the element
 * @param identifier which of several of that kind, if it says so
 * @param content the metadata, or the way to it
 */
public record MetadataSection(String dialect, Optional<String> identifier, Content content) {
  /** The dialect of WSDL 1.1. */
  public static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";

  /** The dialect of XML Schema. */
  public static final String XML_SCHEMA = "http://www.w3.org/2001/XMLSchema";

  /** The dialect of WS-Policy, September 2004. */
  public static final String POLICY = "http://schemas.xmlsoap.org/ws/2004/09/policy";

  /** The dialect of sections that lead to more sections. */
  public static final String METADATA_EXCHANGE = "http://schemas.xmlsoap.org/ws/2004/09/mex";

  private static final String METADATA = "Metadata";
  private static final String SECTION = "MetadataSection";
  private static final String REFERENCE = "MetadataReference";
  private static final String LOCATION = "Location";

  /** What is in a section. */
  public sealed interface Content {}

  /** The metadata themselves. */
  public record InFull(XmlFragment element) implements Content {}

  /** An endpoint to ask for them. */
  public record AtEndpoint(EndpointReference reference) implements Content {}

  /** A location to get them from. */
  public record AtLocation(String location) implements Content {}

  /** A section with metadata in full. */
  public static MetadataSection inFull(String dialect, XmlFragment element) {
    return new MetadataSection(dialect, Optional.empty(), new InFull(element));
  }

  /** A section with metadata to be had from an endpoint. */
  public static MetadataSection atEndpoint(String dialect, EndpointReference reference) {
    return new MetadataSection(dialect, Optional.empty(), new AtEndpoint(reference));
  }

  /**
   * The sections embedded in the metadata of a reference, in document order. Sections that are
   * empty are left out.
   *
   * @param version of the references in them, which is that of the reference itself (R3111)
   * @throws InvalidEndpointReferenceException if one of them is no reference of that version
   */
  public static List<MetadataSection> of(EndpointReference reference, AddressingVersion version) {
    List<MetadataSection> sections = new ArrayList<>();
    for (XmlFragment element : reference.metadata()) {
      if (isMetadata(element)) {
        sections.addAll(parse(element, version));
      }
    }
    return sections;
  }

  /** Whether an element holds sections. */
  static boolean isMetadata(XmlFragment element) {
    return isNamed(element, METADATA);
  }

  private static boolean isNamed(XmlFragment element, String localName) {
    return element.name().filter(name(localName)::equals).isPresent();
  }

  private static QName name(String localName) {
    return new QName(METADATA_EXCHANGE, localName, "mex");
  }

  private static List<MetadataSection> parse(XmlFragment metadata, AddressingVersion version) {
    List<MetadataSection> sections = new ArrayList<>();
    for (XmlFragment section : metadata.elements()) {
      if (isNamed(section, SECTION) && !section.elements().isEmpty()) {
        sections.add(
            new MetadataSection(
                attribute(section, "Dialect").orElse(""),
                attribute(section, "Identifier"),
                content(section.elements().get(0), version)));
      }
    }
    return sections;
  }

  private static Optional<String> attribute(XmlFragment section, String localName) {
    @Nullable String value = section.attribute("", localName);
    return Optional.ofNullable(value).map(XmlWhitespace::strip);
  }

  private static Content content(XmlFragment element, AddressingVersion version) {
    if (isNamed(element, REFERENCE)) {
      return new AtEndpoint(EndpointReference.parse(element, version));
    }
    return isNamed(element, LOCATION)
        ? new AtLocation(XmlWhitespace.strip(element.text()))
        : new InFull(element);
  }

  /** The element that holds these sections. */
  static XmlFragment embedded(AddressingVersion version, List<MetadataSection> sections) {
    try {
      return XmlFragment.of(
              writer -> {
                XmlNames.writeStart(writer, name(METADATA));
                for (MetadataSection section : sections) {
                  section.writeTo(writer, version);
                }
                writer.writeEndElement();
              })
          .element()
          .orElseThrow();
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("Cannot write metadata", e);
    }
  }

  /** An element of metadata for a reference of another version. */
  static XmlFragment converted(XmlFragment element, AddressingVersion from, AddressingVersion to) {
    if (!isMetadata(element)) {
      return element;
    }
    List<MetadataSection> sections = parse(element, from);
    return sections.stream().anyMatch(section -> section.content instanceof AtEndpoint)
        ? embedded(to, sections.stream().map(section -> section.converted(from, to)).toList())
        : element;
  }

  private MetadataSection converted(AddressingVersion from, AddressingVersion to) {
    return content instanceof AtEndpoint at
        ? new MetadataSection(
            dialect, identifier, new AtEndpoint(at.reference().converted(from, to)))
        : this;
  }

  private void writeTo(XMLStreamWriter2 writer, AddressingVersion version)
      throws XMLStreamException {
    XmlNames.writeStart(writer, name(SECTION));
    writer.writeAttribute("Dialect", dialect);
    if (identifier.isPresent()) {
      writer.writeAttribute("Identifier", identifier.get());
    }
    if (content instanceof InFull full) {
      full.element().writeTo(writer);
    } else if (content instanceof AtEndpoint at) {
      at.reference().writeTo(writer, name(REFERENCE), version);
    } else if (content instanceof AtLocation at) {
      XmlNames.writeStart(writer, name(LOCATION));
      writer.writeCharacters(at.location());
      writer.writeEndElement();
    }
    writer.writeEndElement();
  }
}
