package io.steatite.addressing;

import io.steatite.envelope.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * A version of WS-Addressing. All differences between the versions are data in this enum, so no
 * other code compares versions.
 *
 * @see <a href="https://www.w3.org/TR/ws-addr-core/">WS-Addressing 1.0 Core</a>
 * @see <a href="https://www.w3.org/TR/ws-addr-soap/">WS-Addressing 1.0 SOAP Binding</a>
 * @see <a href="https://www.w3.org/Submission/2004/SUBM-ws-addressing-20040810/">2004/08</a>
 */
public enum AddressingVersion {
  /** WS-Addressing 1.0, the W3C Recommendation. */
  WSA_10(
      "WS-Addressing 1.0",
      "http://www.w3.org/2005/08/addressing",
      new Suffixes(
          /* anonymous= */ "/anonymous",
          /* none= */ "/none",
          /* unspecified= */ "/unspecified",
          /* soapFault= */ "/soap/fault"),
      new FaultCodes(
          /* invalidHeader= */ "InvalidAddressingHeader",
          /* headerRequired= */ "MessageAddressingHeaderRequired"),
      new RequiredHeaders(
          /* always= */ List.of(AddressingHeader.ACTION),
          /* forReply= */ List.of(AddressingHeader.MESSAGE_ID)),
      /* w3c= */ true),

  /** The W3C submission of August 2004, which WCF and older stacks also support. */
  WSA_2004_08(
      "WS-Addressing 2004/08",
      "http://schemas.xmlsoap.org/ws/2004/08/addressing",
      new Suffixes(
          /* anonymous= */ "/role/anonymous",
          /* none= */ null,
          /* unspecified= */ "/id/unspecified",
          /* soapFault= */ "/fault"),
      new FaultCodes(
          /* invalidHeader= */ "InvalidMessageInformationHeader",
          /* headerRequired= */ "MessageInformationHeaderRequired"),
      new RequiredHeaders(
          /* always= */ List.of(AddressingHeader.ACTION, AddressingHeader.TO),
          /* forReply= */ List.of(AddressingHeader.MESSAGE_ID, AddressingHeader.REPLY_TO)),
      /* w3c= */ false);

  /** The prefix for the namespace of either version in messages that are sent, as in WCF. */
  static final String PREFIX = "a";

  /** The local name of the header of {@link #isFaultDetail}. */
  static final String FAULT_DETAIL = "FaultDetail";

  private static final List<AddressingVersion> ALL = List.of(values());

  /** Ends of URIs that start with the namespace. */
  private record Suffixes(
      String anonymous, @Nullable String none, String unspecified, String soapFault) {}

  /** Local names of fault codes. */
  private record FaultCodes(String invalidHeader, String headerRequired) {}

  private record RequiredHeaders(List<AddressingHeader> always, List<AddressingHeader> forReply) {}

  private final String title;
  private final String namespace;
  private final String anonymous;
  private final @Nullable String none;
  private final String unspecifiedMessageId;
  private final String soapFaultAction;
  private final FaultCodes faultCodes;
  private final RequiredHeaders required;
  private final boolean w3c;
  private final List<QName> headerNames;

  AddressingVersion(
      String title,
      String namespace,
      Suffixes suffixes,
      FaultCodes faultCodes,
      RequiredHeaders required,
      boolean w3c) {
    this.title = title;
    this.namespace = namespace;
    this.anonymous = namespace + suffixes.anonymous;
    this.none = suffixes.none == null ? null : namespace + suffixes.none;
    this.unspecifiedMessageId = namespace + suffixes.unspecified;
    this.soapFaultAction = namespace + suffixes.soapFault;
    this.faultCodes = faultCodes;
    this.required = required;
    this.w3c = w3c;
    this.headerNames =
        Stream.of(AddressingHeader.values()).map(header -> name(header.toString())).toList();
  }

  /** Returns the version with the given namespace. */
  public static Optional<AddressingVersion> ofNamespace(String namespace) {
    for (AddressingVersion version : ALL) {
      if (version.namespace.equals(namespace)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** Returns whether a name is the name of an addressing header of any version. */
  static boolean anyHas(QName header) {
    for (AddressingVersion version : ALL) {
      if (AddressingHeader.of(header, version) != null) {
        return true;
      }
    }
    return false;
  }

  /** Returns the version that has an addressing header of that name. */
  static Optional<AddressingVersion> ofHeader(QName name) {
    return ofNamespace(name.getNamespaceURI())
        .filter(version -> AddressingHeader.of(name, version) != null);
  }

  /** Returns the namespace of headers, endpoint references and fault codes. */
  public String namespace() {
    return namespace;
  }

  /**
   * Returns the anonymous address: in ReplyTo or To, the other end of the connection (Core section
   * 2.1).
   */
  public String anonymous() {
    return anonymous;
  }

  /**
   * Returns the address none, to which messages are never sent (Core section 2.1). 2004/08 does not
   * define it.
   */
  public Optional<String> none() {
    return Optional.ofNullable(none);
  }

  /** Returns the message id that a reply relates to if the MessageID of the request is unknown. */
  public String unspecifiedMessageId() {
    return unspecifiedMessageId;
  }

  /** Returns the action of the faults that the specification defines (SOAP Binding section 6). */
  public String faultAction() {
    return namespace + "/fault";
  }

  /**
   * Returns the action of faults that have no action of their own and that the specification does
   * not define (SOAP Binding section 6).
   */
  public String soapFaultAction() {
    return soapFaultAction;
  }

  /**
   * Returns the headers that every message must have. In 1.0 a missing To means the anonymous
   * address (Core section 3.2).
   */
  List<AddressingHeader> required() {
    return required.always;
  }

  /** Returns the headers that a request must have in addition if it has a reply (R3321, R3322). */
  List<AddressingHeader> requiredForReply() {
    return required.forReply;
  }

  /** Returns the code of faults about an invalid header. */
  QName invalidHeader() {
    return name(faultCodes.invalidHeader);
  }

  /** Returns the code of faults about a missing header. */
  QName headerRequired() {
    return name(faultCodes.headerRequired);
  }

  /**
   * Returns whether predefined faults have subsubcodes and a detail of elements, which SOAP 1.1
   * carries in a {@code FaultDetail} header (SOAP Binding section 6). In 2004/08 only the reason
   * tells more.
   */
  boolean detailsFaults() {
    return w3c;
  }

  /**
   * Returns whether headers that are reference parameters carry an attribute that says so (SOAP
   * Binding section 3.3).
   */
  boolean marksReferenceParameters() {
    return w3c;
  }

  /**
   * Returns whether an endpoint reference has a Metadata element, which also contains the port type
   * and the service name (Core section 2.2, Metadata section 2).
   */
  boolean wrapsMetadata() {
    return w3c;
  }

  /** Returns whether relationship types are IRIs (Core section 3.2); in 2004/08 they are QNames. */
  boolean hasRelationshipIris() {
    return w3c;
  }

  /**
   * Returns a qualified name in the namespace of this version, for example of Action or
   * EndpointReference.
   */
  public QName name(String localName) {
    return new QName(namespace, localName, PREFIX);
  }

  /** Returns the qualified name of a header. */
  QName name(AddressingHeader header) {
    return headerNames.get(header.ordinal());
  }

  /**
   * Returns whether a name is that of the header in which SOAP 1.1 messages carry the detail of
   * predefined faults. 2004/08 does not define it.
   */
  boolean isFaultDetail(QName header) {
    return w3c
        && header.getLocalPart().equals(FAULT_DETAIL)
        && header.getNamespaceURI().equals(namespace);
  }

  /** Returns whether a fault is one of those that this version predefines. */
  boolean predefines(Fault fault) {
    return fault.code().subcodes().stream()
        .limit(1)
        .anyMatch(code -> code.getNamespaceURI().equals(namespace));
  }

  /** Returns the usual name of the version, for example "WS-Addressing 1.0". */
  @Override
  public String toString() {
    return title;
  }
}
