package io.steatite.addressing;

import io.steatite.envelope.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * A version of WS-Addressing, as data: everything in which the two differ stands here, so that
 * nobody has to ask which one it is.
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
      "/anonymous",
      "/none",
      "/unspecified",
      "/soap/fault",
      "InvalidAddressingHeader",
      "MessageAddressingHeaderRequired",
      List.of(AddressingHeader.ACTION),
      List.of(AddressingHeader.MESSAGE_ID),
      true),

  /** The submission of August 2004, which WCF and older stacks speak too. */
  WSA_2004_08(
      "WS-Addressing 2004/08",
      "http://schemas.xmlsoap.org/ws/2004/08/addressing",
      "/role/anonymous",
      null,
      "/id/unspecified",
      "/fault",
      "InvalidMessageInformationHeader",
      "MessageInformationHeaderRequired",
      List.of(AddressingHeader.ACTION, AddressingHeader.TO),
      List.of(AddressingHeader.MESSAGE_ID, AddressingHeader.REPLY_TO),
      false);

  /** The prefix under which we write either version's namespace, as WCF does. */
  static final String PREFIX = "a";

  private static final List<AddressingVersion> ALL = List.of(values());

  /** The header of {@link #isFaultDetail}. */
  static final String FAULT_DETAIL = "FaultDetail";

  private final String title;
  private final String namespace;
  private final String anonymous;
  private final @Nullable String none;
  private final String unspecifiedMessageId;
  private final String soapFaultAction;
  private final String invalidHeader;
  private final String headerRequired;
  private final List<AddressingHeader> required;
  private final List<AddressingHeader> requiredForReply;
  private final boolean w3c;
  private final List<QName> headerNames;

  AddressingVersion(
      String title,
      String namespace,
      String anonymous,
      @Nullable String none,
      String unspecifiedMessageId,
      String soapFaultAction,
      String invalidHeader,
      String headerRequired,
      List<AddressingHeader> required,
      List<AddressingHeader> requiredForReply,
      boolean w3c) {
    this.title = title;
    this.namespace = namespace;
    this.anonymous = namespace + anonymous;
    this.none = none == null ? null : namespace + none;
    this.unspecifiedMessageId = namespace + unspecifiedMessageId;
    this.soapFaultAction = namespace + soapFaultAction;
    this.invalidHeader = invalidHeader;
    this.headerRequired = headerRequired;
    this.required = required;
    this.requiredForReply = requiredForReply;
    this.w3c = w3c;
    this.headerNames =
        Stream.of(AddressingHeader.values()).map(header -> name(header.toString())).toList();
  }

  /** The version whose headers have the given namespace. */
  public static Optional<AddressingVersion> ofNamespace(String namespace) {
    for (AddressingVersion version : ALL) {
      if (version.namespace.equals(namespace)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** Whether any version has a header of that name. */
  static boolean anyHas(QName header) {
    for (AddressingVersion version : ALL) {
      if (AddressingHeader.of(header, version) != null) {
        return true;
      }
    }
    return false;
  }

  /** The version that has a header of that name, if one has. */
  static Optional<AddressingVersion> ofHeader(QName name) {
    return ofNamespace(name.getNamespaceURI())
        .filter(version -> AddressingHeader.of(name, version) != null);
  }

  /** The namespace of headers, endpoint references and fault codes. */
  public String namespace() {
    return namespace;
  }

  /** The address of whoever is at the other end of the connection (Core section 2.1). */
  public String anonymous() {
    return anonymous;
  }

  /** The address that nothing is ever sent to (Core section 2.1); 2004/08 has none. */
  public Optional<String> none() {
    return Optional.ofNullable(none);
  }

  /** The message id to relate to where the message answered has none that is known. */
  public String unspecifiedMessageId() {
    return unspecifiedMessageId;
  }

  /** The action of the predefined faults (SOAP Binding section 6). */
  public String faultAction() {
    return namespace + "/fault";
  }

  /** The action of all other faults that have none of their own (SOAP Binding section 6). */
  public String soapFaultAction() {
    return soapFaultAction;
  }

  /** The headers that every message must have; without To, 1.0 means anonymous (Core 3.2). */
  List<AddressingHeader> required() {
    return required;
  }

  /** The headers that a request must have as well if it wants a reply (R3321, R3322). */
  List<AddressingHeader> requiredForReply() {
    return requiredForReply;
  }

  /** The code of faults about a header that is wrong. */
  QName invalidHeader() {
    return name(invalidHeader);
  }

  /** The code of faults about a header that is missing. */
  QName headerRequired() {
    return name(headerRequired);
  }

  /**
   * Whether predefined faults have subsubcodes and details made of elements, in SOAP 1.1 in a
   * {@code FaultDetail} header (SOAP Binding section 6); 2004/08 says it in the reason only.
   */
  boolean detailsFaults() {
    return w3c;
  }

  /** Whether headers that are reference parameters say so (SOAP Binding section 3.3). */
  boolean marksReferenceParameters() {
    return w3c;
  }

  /**
   * Whether endpoint references keep metadata, port type and service among it, in an element of its
   * own (Core section 2.2, Metadata section 2).
   */
  boolean wrapsMetadata() {
    return w3c;
  }

  /** Whether relationship types are IRIs (Core section 3.2); in 2004/08 they are QNames. */
  boolean hasRelationshipIris() {
    return w3c;
  }

  /** The qualified name of a thing of this version, such as Action or EndpointReference. */
  public QName name(String localName) {
    return new QName(namespace, localName, PREFIX);
  }

  /** The qualified name of a header, made once. */
  QName name(AddressingHeader header) {
    return headerNames.get(header.ordinal());
  }

  /** The header in which SOAP 1.1 has the detail of predefined faults, if the version has one. */
  boolean isFaultDetail(QName header) {
    return w3c
        && header.getLocalPart().equals(FAULT_DETAIL)
        && header.getNamespaceURI().equals(namespace);
  }

  /** Whether a fault is one of the predefined ones of this version. */
  boolean predefines(Fault fault) {
    return fault.code().subcodes().stream()
        .limit(1)
        .anyMatch(code -> code.getNamespaceURI().equals(namespace));
  }

  /** The version as people say it: WS-Addressing 1.0, WS-Addressing 2004/08. */
  @Override
  public String toString() {
    return title;
  }
}
