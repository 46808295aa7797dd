package io.steatite.envelope;

import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * A version of SOAP, as data: everything in which the two differ stands here, so that nobody has to
 * ask which one it is.
 *
 * @see <a href="https://www.w3.org/TR/2000/NOTE-SOAP-20000508/">SOAP 1.1</a>
 * @see <a href="https://www.w3.org/TR/soap12-part1/">SOAP 1.2 Part 1</a>
 */
public enum SoapVersion {
  /** SOAP 1.1 with the corrections of Basic Profile 1.1. */
  SOAP_11(
      "SOAP 1.1",
      "http://schemas.xmlsoap.org/soap/envelope/",
      "text/xml",
      false,
      "actor",
      "http://schemas.xmlsoap.org/soap/actor/next",
      "",
      "",
      false,
      Set.of("Envelope"),
      false,
      "Client",
      "Server",
      new Soap11FaultFormat()),

  /** SOAP 1.2. */
  SOAP_12(
      "SOAP 1.2",
      "http://www.w3.org/2003/05/soap-envelope",
      "application/soap+xml",
      true,
      "role",
      "http://www.w3.org/2003/05/soap-envelope/role/next",
      "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver",
      "http://www.w3.org/2003/05/soap-envelope/role/none",
      true,
      Set.of("Envelope", "Header", "Body"),
      true,
      "Sender",
      "Receiver",
      new Soap12FaultFormat());

  /** The prefix under which we write either version's namespace, as WCF does. */
  static final String PREFIX = "s";

  private final String title;
  private final String namespace;
  private final String mediaType;
  private final boolean actionParameter;
  private final String roleAttribute;
  private final String nextRole;
  private final String ultimateReceiverRole;
  private final String noneRole;
  private final boolean explainsHeaderFaults;
  private final Set<String> wantsQualifiedAttributes;
  private final boolean restrictsEncodingStyle;
  private final String sender;
  private final String receiver;
  private final FaultFormat faultFormat;

  SoapVersion(
      String title,
      String namespace,
      String mediaType,
      boolean actionParameter,
      String roleAttribute,
      String nextRole,
      String ultimateReceiverRole,
      String noneRole,
      boolean explainsHeaderFaults,
      Set<String> wantsQualifiedAttributes,
      boolean restrictsEncodingStyle,
      String sender,
      String receiver,
      FaultFormat faultFormat) {
    this.title = title;
    this.namespace = namespace;
    this.mediaType = mediaType;
    this.actionParameter = actionParameter;
    this.roleAttribute = roleAttribute;
    this.nextRole = nextRole;
    this.ultimateReceiverRole = ultimateReceiverRole;
    this.noneRole = noneRole;
    this.explainsHeaderFaults = explainsHeaderFaults;
    this.wantsQualifiedAttributes = wantsQualifiedAttributes;
    this.restrictsEncodingStyle = restrictsEncodingStyle;
    this.sender = sender;
    this.receiver = receiver;
    this.faultFormat = faultFormat;
  }

  /** The version whose envelope has the given namespace. */
  public static Optional<SoapVersion> ofNamespace(String namespace) {
    for (SoapVersion version : values()) {
      if (version.namespace.equals(namespace)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether an attribute is none of SOAP's own, of whatever version; a filter for {@link
   * io.steatite.envelope.xml.XmlFragment#attributes}.
   *
   * @param namespace of the attribute
   * @param localName of the attribute, which makes no difference
   */
  public static boolean isForeignAttribute(String namespace, String localName) {
    return ofNamespace(namespace).isEmpty();
  }

  /** The namespace of the envelope. */
  public String namespace() {
    return namespace;
  }

  /** The media type of an envelope that travels as text, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Whether the action of a message is a parameter of its media type (SOAP 1.2 Part 2 section 6.5)
   * rather than an HTTP header of its own (SOAP 1.1 section 6.1.1).
   */
  public boolean hasActionParameter() {
    return actionParameter;
  }

  /** Local name of the attribute that says for whom a header block is: actor or role. */
  public String roleAttribute() {
    return roleAttribute;
  }

  /** The role that every node on the way plays. */
  public String nextRole() {
    return nextRole;
  }

  /**
   * The role of the node that processes the body; empty in SOAP 1.1, where a header block is for it
   * if it has no actor.
   */
  public String ultimateReceiverRole() {
    return ultimateReceiverRole;
  }

  /** The role that no node plays (SOAP 1.2 Part 1 section 2.2); empty in SOAP 1.1. */
  public String noneRole() {
    return noneRole;
  }

  /** Whether header blocks have a {@code relay} attribute (SOAP 1.2 Part 1 section 5.2.4). */
  public boolean hasRelay() {
    return !noneRole.isEmpty();
  }

  /**
   * Whether faults about headers and versions come with header blocks that explain them: {@code
   * NotUnderstood} and {@code Upgrade} (SOAP 1.2 Part 1 sections 5.4.7 and 5.4.8).
   */
  public boolean explainsHeaderFaults() {
    return explainsHeaderFaults;
  }

  /**
   * Whether the detail of a fault may tell about header blocks. In SOAP 1.1 (section 4.4) that
   * stands in header blocks itself.
   */
  public boolean detailsHeaderFaults() {
    return explainsHeaderFaults;
  }

  /** The qualified name of a thing of this version, such as Envelope or Fault. */
  public QName name(String localName) {
    return new QName(namespace, localName, PREFIX);
  }

  /**
   * Whether all attributes of an element of the envelope must be namespace qualified (SOAP 1.1
   * section 4.1.1; SOAP 1.2 Part 1 sections 5.1, 5.2 and 5.3).
   */
  boolean wantsQualifiedAttributes(String localName) {
    return wantsQualifiedAttributes.contains(localName);
  }

  /**
   * Whether {@code encodingStyle} may stand on header blocks, payloads, entries of a fault's
   * detail, and below, only (SOAP 1.2 Part 1 section 5.1.1). SOAP 1.1 allows it anywhere; what
   * Basic Profile R1005 has against it is for those who write it.
   */
  boolean restrictsEncodingStyle() {
    return restrictsEncodingStyle;
  }

  String sender() {
    return sender;
  }

  String receiver() {
    return receiver;
  }

  FaultFormat faultFormat() {
    return faultFormat;
  }

  /** The version as people say it: SOAP 1.1, SOAP 1.2. */
  @Override
  public String toString() {
    return title;
  }
}
