package io.steatite.addressing;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.stax.StAXSource;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint reference: an address, and the reference parameters that messages to it carry as
 * headers (Core section 2). The same value serves both versions of WS-Addressing; reading and
 * writing need one.
 *
 * <p>Two references are equal if they have the same content; prefixes do not matter. Equality does
 * not tell whether they refer to the same endpoint (Core section 2.3). Immutable, safe to share
 * between threads.
 */
public final class EndpointReference {
  private final String address;
  private final List<XmlFragment> referenceParameters;
  private final List<XmlFragment> referenceProperties;
  private final @Nullable QName portType;
  private final @Nullable ServiceName serviceName;
  private final List<XmlFragment> metadata;
  private final List<XmlFragment> extensions;
  private final Map<String, Map<QName, String>> attributes;

  private EndpointReference(Builder builder) {
    address = builder.address;
    referenceParameters = List.copyOf(builder.referenceParameters);
    referenceProperties = List.copyOf(builder.referenceProperties);
    portType = builder.portType;
    serviceName = builder.serviceName;
    metadata = List.copyOf(builder.metadata);
    extensions = List.copyOf(builder.extensions);
    attributes = Map.copyOf(builder.attributes);
  }

  /**
   * Returns a reference with an address only.
   *
   * @throws IllegalArgumentException if the address is empty
   */
  public static EndpointReference of(String address) {
    return builder(address).build();
  }

  /** Returns a reference to the anonymous address: the other end of the connection. */
  public static EndpointReference anonymous(AddressingVersion version) {
    return of(version.anonymous());
  }

  /**
   * Returns a builder for a reference to an address.
   *
   * @param address an IRI; it is not checked or changed, except that white space around it is
   *     removed
   * @throws IllegalArgumentException if the address is empty
   */
  public static Builder builder(String address) {
    return new Builder(address);
  }

  /** Returns a builder with the content of this reference. */
  public Builder toBuilder() {
    Builder builder = new Builder(address);
    builder.referenceParameters.addAll(referenceParameters);
    builder.referenceProperties.addAll(referenceProperties);
    builder.portType = portType;
    builder.serviceName = serviceName;
    builder.metadata.addAll(metadata);
    builder.extensions.addAll(extensions);
    attributes.forEach((part, values) -> builder.attributes(part, values));
    return builder;
  }

  /** Returns this reference with one more reference parameter. */
  public EndpointReference withReferenceParameter(XmlFragment element) {
    return toBuilder().referenceParameter(element).build();
  }

  /**
   * Returns this reference with one more reference parameter: an element that contains a text.
   *
   * @throws IllegalArgumentException if the element cannot be written
   */
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
      throw new IllegalArgumentException(
          "The reference parameter " + name + " cannot be written", e);
    }
  }

  /** Returns the address, an IRI. */
  public String address() {
    return address;
  }

  /** Returns the reference parameters. Each becomes a header of messages sent to the endpoint. */
  public List<XmlFragment> referenceParameters() {
    return referenceParameters;
  }

  /**
   * Returns the reference properties of 2004/08. They become headers like reference parameters
   * (B3221), and are written as such in 1.0.
   */
  public List<XmlFragment> referenceProperties() {
    return referenceProperties;
  }

  /**
   * Returns the port type of the endpoint: PortType in 2004/08, InterfaceName in the Metadata of
   * 1.0.
   */
  public Optional<QName> portType() {
    return Optional.ofNullable(portType);
  }

  /** Returns the service that the endpoint is part of, with the name of its port. */
  public Optional<ServiceName> serviceName() {
    return Optional.ofNullable(serviceName);
  }

  /** Returns the elements that describe the endpoint; {@link MetadataSection#of} reads them. */
  public List<XmlFragment> metadata() {
    return metadata;
  }

  /** Returns the other child elements, for example an identity or the policies of 2004/08. */
  public List<XmlFragment> extensions() {
    return extensions;
  }

  /** Returns the attributes of the reference itself. */
  public Map<QName, String> attributes() {
    return attributes("");
  }

  /**
   * Returns the attributes of a child element.
   *
   * @param part the local name of the child, for example "Metadata"
   * @return the attributes; empty if the child is missing
   */
  public Map<QName, String> attributes(String part) {
    return attributes.getOrDefault(part, Map.of());
  }

  /**
   * Returns this reference if its reference parameters are safe to send as headers (SOAP Binding
   * section 7). Call this before sending messages to a reference from an untrusted source. The
   * ReplyTo and FaultTo of a received request have been checked already.
   *
   * @throws IllegalArgumentException if a parameter is a header of SOAP, WS-Addressing, WS-Security
   *     or reliable messaging, or has no namespace
   */
  public EndpointReference requireHarmless() {
    Optional<QName> harmful = ReferenceParameters.harmful(this);
    if (harmful.isPresent()) {
      throw new IllegalArgumentException(
          "Endpoint reference to "
              + address
              + " has a reference parameter that must not become a header: "
              + harmful.get());
    }
    return this;
  }

  /**
   * Returns whether the address is the anonymous address of a version: messages are sent on the
   * connection of the request.
   */
  public boolean isAnonymous(AddressingVersion version) {
    return address.equals(version.anonymous());
  }

  /** Returns whether the address is the address none of a version: messages are discarded. */
  public boolean isNone(AddressingVersion version) {
    return version.none().filter(address::equals).isPresent();
  }

  /** Returns the reference properties and parameters, which both become headers (B3221). */
  List<XmlFragment> references() {
    if (referenceProperties.isEmpty()) {
      return referenceParameters;
    }
    List<XmlFragment> both = new ArrayList<>(referenceProperties);
    both.addAll(referenceParameters);
    return both;
  }

  /**
   * Returns this reference for peers of another version: the anonymous address and the address none
   * become those of the other version, and references in its metadata are converted too.
   *
   * @throws IllegalArgumentException if the address is none, and {@code to} is 2004/08, which does
   *     not define it
   */
  public EndpointReference converted(AddressingVersion from, AddressingVersion to) {
    if (from == to) {
      return this;
    }
    Builder converted = toBuilder().address(convertedAddress(from, to));
    converted.metadata.replaceAll(element -> MetadataSection.converted(element, from, to));
    return converted.build();
  }

  private String convertedAddress(AddressingVersion from, AddressingVersion to) {
    if (isNone(from)) {
      return to.none()
          .orElseThrow(() -> new IllegalArgumentException(to + " has no address for " + address));
    }
    return isAnonymous(from) ? to.anonymous() : address;
  }

  /**
   * Parses an element as an endpoint reference. Its children may have any order.
   *
   * @throws InvalidEndpointReferenceException if the element has no address, more than one, an
   *     address that is not an absolute IRI, or content of another version (R3111)
   */
  public static EndpointReference parse(XmlFragment element, AddressingVersion version) {
    return new EndpointReferenceParser(element, version).parse();
  }

  /**
   * Reads an endpoint reference from a body. The reader must be on the START_ELEMENT, and is on the
   * END_ELEMENT afterwards.
   *
   * @throws MalformedMessageException if the element is not a valid reference of the version
   *     (R3111). If the reader belongs to a received message, the failure counts as an error of the
   *     sender
   * @throws XMLStreamException if the reader fails
   */
  public static EndpointReference read(XMLStreamReader2 reader, AddressingVersion version)
      throws XMLStreamException {
    XmlFragment element = XmlFragment.parse(new StAXSource(reader));
    try {
      return parse(element, version);
    } catch (InvalidEndpointReferenceException e) {
      throw MalformedMessageException.at(reader, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Writes this reference as an element. Its children have the order that the strictest known
   * readers require.
   *
   * @param element the name of the element
   * @throws XMLStreamException if the writer fails
   */
  public void writeTo(XMLStreamWriter2 writer, QName element, AddressingVersion version)
      throws XMLStreamException {
    XmlNames.writeStart(writer, element);
    content(version).writeTo(writer);
    writer.writeEndElement();
  }

  /** Returns the attributes and the children of an element for this reference. */
  public XmlContent content(AddressingVersion version) {
    return writer -> new EndpointReferenceWriter(writer, this, version).write();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EndpointReference that
        && address.equals(that.address)
        && Optional.ofNullable(portType).equals(Optional.ofNullable(that.portType))
        && Optional.ofNullable(serviceName).equals(Optional.ofNullable(that.serviceName))
        && attributes.equals(that.attributes)
        && SameXml.areEqual(referenceParameters, that.referenceParameters)
        && SameXml.areEqual(referenceProperties, that.referenceProperties)
        && SameXml.areEqual(metadata, that.metadata)
        && SameXml.areEqual(extensions, that.extensions);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  /** Returns the address and the number of reference parameters, for logs. */
  @Override
  public String toString() {
    return references().isEmpty() ? address : address + " +" + references().size() + " references";
  }

  /**
   * The service that an endpoint is part of (2004/08 section 2.2, WS-Addressing Metadata section
   * 2.1).
   *
   * @param name the name of the WSDL service
   * @param port the local name of the port, if known
   */
  public record ServiceName(QName name, Optional<String> port) {}

  /** Collects the content of a reference. Not safe for use by several threads. */
  public static final class Builder {
    private String address;
    private final List<XmlFragment> referenceParameters = new ArrayList<>(0);
    private final List<XmlFragment> referenceProperties = new ArrayList<>(0);
    private @Nullable QName portType;
    private @Nullable ServiceName serviceName;
    private final List<XmlFragment> metadata = new ArrayList<>(0);
    private final List<XmlFragment> extensions = new ArrayList<>(0);
    private final Map<String, Map<QName, String>> attributes = new LinkedHashMap<>(0);

    private Builder(String address) {
      this.address = checked(address);
    }

    private static String checked(String address) {
      String stripped = XmlWhitespace.strip(address);
      if (stripped.isEmpty()) {
        throw new IllegalArgumentException(
            "An endpoint reference must have an address (Core section 2)");
      }
      return stripped;
    }

    /**
     * Sets the address.
     *
     * @throws IllegalArgumentException if the address is empty
     */
    public Builder address(String value) {
      address = checked(value);
      return this;
    }

    /** Adds a reference parameter. */
    public Builder referenceParameter(XmlFragment element) {
      referenceParameters.add(element);
      return this;
    }

    /** Adds a reference property of 2004/08. */
    public Builder referenceProperty(XmlFragment element) {
      referenceProperties.add(element);
      return this;
    }

    /** Sets the port type; null removes it. */
    public Builder portType(@Nullable QName name) {
      portType = name;
      return this;
    }

    /** Sets the service; null removes it. */
    public Builder serviceName(@Nullable ServiceName name) {
      serviceName = name;
      return this;
    }

    /** Adds an element that describes the endpoint. */
    public Builder metadata(XmlFragment element) {
      metadata.add(element);
      return this;
    }

    /**
     * Adds sections of metadata in the format of WS-MetadataExchange section 6 (B3121).
     *
     * @param version the version of references in the sections, which must be the version in which
     *     this reference will be written (R3111)
     */
    public Builder metadata(AddressingVersion version, MetadataSection... sections) {
      return metadata(MetadataSection.embedded(version, List.of(sections)));
    }

    /** Adds an element that is none of the above. */
    public Builder extension(XmlFragment element) {
      extensions.add(element);
      return this;
    }

    /** Adds an attribute to the reference itself. */
    public Builder attribute(QName name, String value) {
      return attributes("", Map.of(name, value));
    }

    /**
     * Adds attributes to a child element, for example "Metadata"; to the reference itself if the
     * name is empty.
     */
    Builder attributes(String part, Map<QName, String> values) {
      if (!values.isEmpty()) {
        Map<QName, String> all = new LinkedHashMap<>(attributes.getOrDefault(part, Map.of()));
        all.putAll(values);
        attributes.put(part, Map.copyOf(all));
      }
      return this;
    }

    /** Returns a reference with this content. */
    public EndpointReference build() {
      return new EndpointReference(this);
    }
  }
}
