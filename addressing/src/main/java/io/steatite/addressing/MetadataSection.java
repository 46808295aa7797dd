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
 * A section of the metadata in an endpoint reference, in the format of WS-MetadataExchange
 * (September 2004, section 6). It contains the metadata itself or refers to it (B3121). References
 * are never followed here.
 *
 * @param dialect the kind of metadata, an IRI, usually the namespace of the element
 * @param identifier distinguishes several sections of the same dialect
 * @param content the metadata or a reference to it
 */
public record MetadataSection(String dialect, Optional<String> identifier, Content content) {
  /** The dialect of WSDL 1.1. */
  public static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";

  /** The dialect of XML Schema. */
  public static final String XML_SCHEMA = "http://www.w3.org/2001/XMLSchema";

  /** The dialect of WS-Policy, September 2004. */
  public static final String POLICY = "http://schemas.xmlsoap.org/ws/2004/09/policy";

  /** The dialect of sections that refer to further sections. */
  public static final String METADATA_EXCHANGE = "http://schemas.xmlsoap.org/ws/2004/09/mex";

  private static final String METADATA = "Metadata";
  private static final String SECTION = "MetadataSection";
  private static final String REFERENCE = "MetadataReference";
  private static final String LOCATION = "Location";

  /** The content of a section. */
  public sealed interface Content {}

  /** The metadata itself. */
  public record InFull(XmlFragment element) implements Content {}

  /** An endpoint that returns the metadata. */
  public record AtEndpoint(EndpointReference reference) implements Content {}

  /** The URL of the metadata. */
  public record AtLocation(String location) implements Content {}

  /** Returns a section that contains the metadata. */
  public static MetadataSection inFull(String dialect, XmlFragment element) {
    return new MetadataSection(dialect, Optional.empty(), new InFull(element));
  }

  /** Returns a section that refers to an endpoint that returns the metadata. */
  public static MetadataSection atEndpoint(String dialect, EndpointReference reference) {
    return new MetadataSection(dialect, Optional.empty(), new AtEndpoint(reference));
  }

  /**
   * Returns the sections in the metadata of an endpoint reference, in document order. Empty
   * sections are left out.
   *
   * @param version the version of the reference itself, which references in its metadata must have
   *     too (R3111)
   * @throws InvalidEndpointReferenceException if a section contains an invalid reference, or one of
   *     another version
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

  /** Returns whether an element contains sections. */
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

  /** Returns the element that contains the given sections. */
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
      throw new IllegalArgumentException("The metadata cannot be written", e);
    }
  }

  /**
   * Converts an element of metadata to another version: references in its sections are converted.
   */
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
