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
 * Where messages go, and what they carry so that the endpoint knows what they are about (Core
 * section 2). The same value serves both versions; reading and writing ask for one.
 *
 * <p>References are equal if they say the same, whatever the prefixes. Whether two of them mean the
 * same endpoint nobody can tell (Core section 2.3). Immutable, safe to share between threads.
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
   * A reference that is an address and nothing else.
   *
   * @throws IllegalArgumentException if the address is empty
   */
  public static EndpointReference of(String address) {
    return builder(address).build();
  }

  /** Whoever is at the other end of the connection. */
  public static EndpointReference anonymous(AddressingVersion version) {
    return of(version.anonymous());
  }

  /**
   * A builder for a reference to an address.
   *
   * @param address an IRI, kept as it stands
   * @throws IllegalArgumentException if the address is empty
   */
  public static Builder builder(String address) {
    return new Builder(address);
  }

  /** A builder that starts from this reference. */
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

  /** This reference with one more reference parameter, an element. */
  public EndpointReference withReferenceParameter(XmlFragment element) {
    return toBuilder().referenceParameter(element).build();
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

  /** The IRI, as it stands. */
  public String address() {
    return address;
  }

  /** Elements that become headers of messages sent there. */
  public List<XmlFragment> referenceParameters() {
    return referenceParameters;
  }

  /** The same, under the older name that 2004/08 has besides (B3221). */
  public List<XmlFragment> referenceProperties() {
    return referenceProperties;
  }

  /** The port type of the endpoint: PortType in 2004/08, InterfaceName among metadata in 1.0. */
  public Optional<QName> portType() {
    return Optional.ofNullable(portType);
  }

  /** The service that the endpoint is part of, and its port there. */
  public Optional<ServiceName> serviceName() {
    return Optional.ofNullable(serviceName);
  }

  /** Elements that describe the endpoint; see {@link MetadataSection#of} for what is in them. */
  public List<XmlFragment> metadata() {
    return metadata;
  }

  /** Other elements, such as an identity or, in 2004/08, policies. */
  public List<XmlFragment> extensions() {
    return extensions;
  }

  /** Attributes of the reference itself. */
  public Map<QName, String> attributes() {
    return attributes("");
  }

  /**
   * Attributes of a part of it.
   *
   * @param part the local name of the part, such as Metadata
   */
  public Map<QName, String> attributes(String part) {
    return attributes.getOrDefault(part, Map.of());
  }

  /**
   * This reference, if its reference parameters can do no harm as headers of messages that we send
   * (SOAP Binding section 7): where a stranger wrote it. ReplyTo and FaultTo of a request have been
   * checked already.
   *
   * @throws IllegalArgumentException if one would be a header of SOAP, addressing or security, or
   *     has no namespace
   */
  public EndpointReference requireHarmless() {
    Optional<QName> harmful = ReferenceParameters.harmful(this);
    if (harmful.isPresent()) {
      throw new IllegalArgumentException(
          "Endpoint reference to "
              + address
              + " has a reference parameter that may not become a header: "
              + harmful.get());
    }
    return this;
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
    if (referenceProperties.isEmpty()) {
      return referenceParameters;
    }
    List<XmlFragment> both = new ArrayList<>(referenceProperties);
    both.addAll(referenceParameters);
    return both;
  }

  /**
   * The same reference for peers of another version: the anonymous address becomes that of the
   * other version, references embedded in metadata are converted too.
   *
   * @throws IllegalArgumentException if it is the address none, which 2004/08 does not have
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
   * Reads an element of that type, its children in any order.
   *
   * @throws InvalidEndpointReferenceException if it has no address, more than one, or one that is
   *     no absolute IRI; so too if it is of another version (R3111)
   */
  public static EndpointReference parse(XmlFragment element, AddressingVersion version) {
    return new EndpointReferenceParser(element, version).parse();
  }

  /**
   * Reads an element of that type from a body; the reader stands on its START_ELEMENT before and on
   * its END_ELEMENT after.
   *
   * @throws MalformedMessageException if it is no reference of that version (R3111); if the reader
   *     is one of a received message, that is its sender's doing
   * @throws XMLStreamException if the reader cannot go on
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

  /** What is inside an element of that type, its attributes first. */
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
        && SameXml.in(referenceParameters, that.referenceParameters)
        && SameXml.in(referenceProperties, that.referenceProperties)
        && SameXml.in(metadata, that.metadata)
        && SameXml.in(extensions, that.extensions);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  /** The address, for logs. */
  @Override
  public String toString() {
    return references().isEmpty() ? address : address + " +" + references().size() + " references";
  }

  /**
   * The service that an endpoint is part of (2004/08 section 2.2, WS-Addressing Metadata section
   * 2.1).
   *
   * @param name of the WSDL service
   * @param port the local name of one of its ports, if it says which
   */
  public record ServiceName(QName name, Optional<String> port) {}

  /** Collects what a reference says; not safe for use by several threads. */
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
            "An endpoint reference needs an address (Core section 2)");
      }
      return stripped;
    }

    /**
     * Says where it goes instead.
     *
     * @throws IllegalArgumentException if the address is empty
     */
    public Builder address(String value) {
      address = checked(value);
      return this;
    }

    /** Adds an element that becomes a header of messages sent there. */
    public Builder referenceParameter(XmlFragment element) {
      referenceParameters.add(element);
      return this;
    }

    /** Adds a reference parameter under the name that 2004/08 has besides. */
    public Builder referenceProperty(XmlFragment element) {
      referenceProperties.add(element);
      return this;
    }

    /** Says what the port type is. */
    public Builder portType(@Nullable QName name) {
      portType = name;
      return this;
    }

    /** Says which service the endpoint is part of. */
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
     * Adds metadata in the way of WS-MetadataExchange section 6, in full or as a pointer to it
     * (B3121).
     *
     * @param version of references in it; the one in which this reference will be written (R3111)
     */
    public Builder metadata(AddressingVersion version, MetadataSection... sections) {
      return metadata(MetadataSection.embedded(version, List.of(sections)));
    }

    /** Adds any other element. */
    public Builder extension(XmlFragment element) {
      extensions.add(element);
      return this;
    }

    /** Adds an attribute of the reference itself. */
    public Builder attribute(QName name, String value) {
      return attributes("", Map.of(name, value));
    }

    /**
     * Adds attributes of a part, such as Metadata; of the reference itself if the name is empty.
     */
    Builder attributes(String part, Map<QName, String> values) {
      if (!values.isEmpty()) {
        Map<QName, String> all = new LinkedHashMap<>(attributes.getOrDefault(part, Map.of()));
        all.putAll(values);
        attributes.put(part, Map.copyOf(all));
      }
      return this;
    }

    /** The reference collected so far. */
    public EndpointReference build() {
      return new EndpointReference(this);
    }
  }
}
