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
      new Facts("WS-Addressing 1.0", "http://www.w3.org/2005/08/addressing")
          .anonymous("/anonymous")
          .none("/none")
          .unspecifiedMessageId("/unspecified")
          .soapFaultAction("/soap/fault")
          .invalidHeader("InvalidAddressingHeader")
          .headerRequired("MessageAddressingHeaderRequired")
          .required(AddressingHeader.ACTION)
          .requiredForReply(AddressingHeader.MESSAGE_ID)
          .w3c(true)),

  /** The W3C submission of August 2004, which WCF and older stacks also support. */
  WSA_2004_08(
      new Facts("WS-Addressing 2004/08", "http://schemas.xmlsoap.org/ws/2004/08/addressing")
          .anonymous("/role/anonymous")
          .unspecifiedMessageId("/id/unspecified")
          .soapFaultAction("/fault")
          .invalidHeader("InvalidMessageInformationHeader")
          .headerRequired("MessageInformationHeaderRequired")
          .required(AddressingHeader.ACTION, AddressingHeader.TO)
          .requiredForReply(AddressingHeader.MESSAGE_ID, AddressingHeader.REPLY_TO)
          .w3c(false));

  /** The prefix for the namespace of either version in messages that are sent, as in WCF. */
  static final String PREFIX = "a";

  /** The local name of the header of {@link #isFaultDetail}. */
  static final String FAULT_DETAIL = "FaultDetail";

  private static final List<AddressingVersion> ALL = List.of(values());

  private final Facts facts;
  private final List<QName> headerNames;

  AddressingVersion(Facts facts) {
    this.facts = facts;
    this.headerNames =
        Stream.of(AddressingHeader.values()).map(header -> name(header.toString())).toList();
  }

  /** Returns the version with the given namespace. */
  public static Optional<AddressingVersion> ofNamespace(String namespace) {
    for (AddressingVersion version : ALL) {
      if (version.facts.namespace.equals(namespace)) {
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
    return facts.namespace;
  }

  /**
   * Returns the anonymous address: in ReplyTo or To, the other end of the connection (Core section
   * 2.1).
   */
  public String anonymous() {
    return facts.anonymous;
  }

  /**
   * Returns the address none, to which messages are never sent (Core section 2.1). 2004/08 does not
   * define it.
   */
  public Optional<String> none() {
    return Optional.ofNullable(facts.none);
  }

  /** Returns the message id that a reply relates to if the MessageID of the request is unknown. */
  public String unspecifiedMessageId() {
    return facts.unspecifiedMessageId;
  }

  /** Returns the action of the faults that the specification defines (SOAP Binding section 6). */
  public String faultAction() {
    return facts.namespace + "/fault";
  }

  /**
   * Returns the action of faults that have no action of their own and that the specification does
   * not define (SOAP Binding section 6).
   */
  public String soapFaultAction() {
    return facts.soapFaultAction;
  }

  /**
   * Returns the headers that every message must have. In 1.0 a missing To means the anonymous
   * address (Core section 3.2).
   */
  List<AddressingHeader> required() {
    return facts.required;
  }

  /** Returns the headers that a request must have in addition if it has a reply (R3321, R3322). */
  List<AddressingHeader> requiredForReply() {
    return facts.requiredForReply;
  }

  /** Returns the code of faults about an invalid header. */
  QName invalidHeader() {
    return name(facts.invalidHeader);
  }

  /** Returns the code of faults about a missing header. */
  QName headerRequired() {
    return name(facts.headerRequired);
  }

  /**
   * Returns whether predefined faults have subsubcodes and a detail of elements, which SOAP 1.1
   * carries in a {@code FaultDetail} header (SOAP Binding section 6). In 2004/08 only the reason
   * tells more.
   */
  boolean detailsFaults() {
    return facts.w3c;
  }

  /**
   * Returns whether headers that are reference parameters carry an attribute that says so (SOAP
   * Binding section 3.3).
   */
  boolean marksReferenceParameters() {
    return facts.w3c;
  }

  /**
   * Returns whether an endpoint reference has a Metadata element, which also contains the port type
   * and the service name (Core section 2.2, Metadata section 2).
   */
  boolean wrapsMetadata() {
    return facts.w3c;
  }

  /** Returns whether relationship types are IRIs (Core section 3.2); in 2004/08 they are QNames. */
  boolean hasRelationshipIris() {
    return facts.w3c;
  }

  /**
   * Returns a qualified name in the namespace of this version, for example of Action or
   * EndpointReference.
   */
  public QName name(String localName) {
    return new QName(facts.namespace, localName, PREFIX);
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
    return facts.w3c
        && header.getLocalPart().equals(FAULT_DETAIL)
        && header.getNamespaceURI().equals(facts.namespace);
  }

  /** Returns whether a fault is one of those that this version predefines. */
  boolean predefines(Fault fault) {
    return fault.code().subcodes().stream()
        .limit(1)
        .anyMatch(code -> code.getNamespaceURI().equals(facts.namespace));
  }

  /** Returns the usual name of the version, for example "WS-Addressing 1.0". */
  @Override
  public String toString() {
    return facts.title;
  }

  /** The row of a version in the table that the constants form. URIs start with the namespace. */
  private static final class Facts {
    private final String title;
    private final String namespace;
    private String anonymous = "";
    private @Nullable String none;
    private String unspecifiedMessageId = "";
    private String soapFaultAction = "";
    private String invalidHeader = "";
    private String headerRequired = "";
    private List<AddressingHeader> required = List.of();
    private List<AddressingHeader> requiredForReply = List.of();

    /** Whether faults, reference parameters, metadata and relationship types are those of 1.0. */
    private boolean w3c;

    Facts(String title, String namespace) {
      this.title = title;
      this.namespace = namespace;
    }

    Facts anonymous(String path) {
      anonymous = namespace + path;
      return this;
    }

    Facts none(String path) {
      none = namespace + path;
      return this;
    }

    Facts unspecifiedMessageId(String path) {
      unspecifiedMessageId = namespace + path;
      return this;
    }

    Facts soapFaultAction(String path) {
      soapFaultAction = namespace + path;
      return this;
    }

    Facts invalidHeader(String faultCode) {
      invalidHeader = faultCode;
      return this;
    }

    Facts headerRequired(String faultCode) {
      headerRequired = faultCode;
      return this;
    }

    Facts required(AddressingHeader... headers) {
      required = List.of(headers);
      return this;
    }

    Facts requiredForReply(AddressingHeader... headers) {
      requiredForReply = List.of(headers);
      return this;
    }

    Facts w3c(boolean value) {
      w3c = value;
      return this;
    }
  }
}
