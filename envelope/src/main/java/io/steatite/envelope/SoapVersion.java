package io.steatite.envelope;

import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * A version of SOAP. The constants list everything in which the versions differ; other code asks
 * the version for a fact and never compares versions.
 *
 * @see <a href="https://www.w3.org/TR/2000/NOTE-SOAP-20000508/">SOAP 1.1</a>
 * @see <a href="https://www.w3.org/TR/soap12-part1/">SOAP 1.2 Part 1</a>
 */
public enum SoapVersion {
  /** SOAP 1.1 with the corrections of Basic Profile 1.1. */
  SOAP_11(
      new Facts("SOAP 1.1", new Soap11FaultFormat())
          .namespace("http://schemas.xmlsoap.org/soap/envelope/")
          .mediaType("text/xml")
          .actionParameter(false)
          .roleAttribute("actor")
          .nextRole("http://schemas.xmlsoap.org/soap/actor/next")
          .ultimateReceiverRole("")
          .noneRole("")
          .relay(false)
          .headerFaultBlocks(false)
          .qualifiedAttributesOn("Envelope")
          .encodingStyleInContentOnly(false)
          .faultCodes("Client", "Server")),

  /** SOAP 1.2. */
  SOAP_12(
      new Facts("SOAP 1.2", new Soap12FaultFormat())
          .namespace("http://www.w3.org/2003/05/soap-envelope")
          .mediaType("application/soap+xml")
          .actionParameter(true)
          .roleAttribute("role")
          .nextRole("http://www.w3.org/2003/05/soap-envelope/role/next")
          .ultimateReceiverRole("http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver")
          .noneRole("http://www.w3.org/2003/05/soap-envelope/role/none")
          .relay(true)
          .headerFaultBlocks(true)
          .qualifiedAttributesOn("Envelope", "Header", "Body")
          .encodingStyleInContentOnly(true)
          .faultCodes("Sender", "Receiver"));

  /** The prefix that is written for the namespace of either version, as WCF does. */
  static final String PREFIX = "s";

  private final Facts facts;

  SoapVersion(Facts facts) {
    this.facts = facts;
  }

  /** Returns the version whose envelope has the given namespace; empty if none has it. */
  public static Optional<SoapVersion> ofNamespace(String namespace) {
    for (SoapVersion version : values()) {
      if (version.facts.namespace.equals(namespace)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether an attribute belongs to no version of SOAP. Serves as a filter for {@link
   * io.steatite.envelope.xml.XmlFragment#attributes}.
   *
   * @param namespace the namespace of the attribute; empty if it has none
   * @param localName ignored
   */
  public static boolean isForeignAttribute(String namespace, String localName) {
    return ofNamespace(namespace).isEmpty();
  }

  /** Returns the namespace of the envelope. */
  public String namespace() {
    return facts.namespace;
  }

  /** Returns the media type of an envelope that is sent as text, without parameters. */
  public String mediaType() {
    return facts.mediaType;
  }

  /**
   * Returns whether the action of a message is a parameter of its media type (SOAP 1.2 Part 2
   * section 6.5) rather than an HTTP header field of its own (SOAP 1.1 section 6.1.1).
   */
  public boolean hasActionParameter() {
    return facts.actionParameter;
  }

  /** Returns the local name of the attribute that holds the role of a header block. */
  public String roleAttribute() {
    return facts.roleAttribute;
  }

  /** Returns the role that every node on the message path plays. */
  public String nextRole() {
    return facts.nextRole;
  }

  /**
   * Returns the role of the node that processes the body. It is empty in SOAP 1.1, where a header
   * block without an actor is for that node.
   */
  public String ultimateReceiverRole() {
    return facts.ultimateReceiverRole;
  }

  /** Returns the role that no node plays (SOAP 1.2 Part 1 section 2.2); empty in SOAP 1.1. */
  public String noneRole() {
    return facts.noneRole;
  }

  /** Returns whether header blocks have a relay attribute (SOAP 1.2 Part 1 section 5.2.4). */
  public boolean hasRelay() {
    return facts.relay;
  }

  /**
   * Returns whether MustUnderstand and VersionMismatch faults come with header blocks that explain
   * them: NotUnderstood and Upgrade (SOAP 1.2 Part 1 sections 5.4.7 and 5.4.8).
   */
  public boolean explainsHeaderFaults() {
    return facts.headerFaultBlocks;
  }

  /**
   * Returns whether the detail of a fault may be about header blocks. In SOAP 1.1 such a detail is
   * sent in a header block (SOAP 1.1 section 4.4).
   */
  public boolean detailsHeaderFaults() {
    return facts.headerFaultBlocks;
  }

  /** Returns the qualified name of an element of this version, such as Envelope or Fault. */
  public QName name(String localName) {
    return new QName(facts.namespace, localName, PREFIX);
  }

  /**
   * Returns whether all attributes of an element of the envelope must be namespace qualified (SOAP
   * 1.1 section 4.1.1; SOAP 1.2 Part 1 sections 5.1, 5.2 and 5.3).
   */
  boolean wantsQualifiedAttributes(String localName) {
    return facts.qualifiedAttributesOn.contains(localName);
  }

  /**
   * Returns whether encodingStyle is allowed only on header blocks, payloads, detail entries of a
   * fault, and below them (SOAP 1.2 Part 1 section 5.1.1). SOAP 1.1 allows it on any element; Basic
   * Profile R1005 forbids it, but only to the sender.
   */
  boolean restrictsEncodingStyle() {
    return facts.encodingStyleInContentOnly;
  }

  /** Returns the local name of the fault code that blames the sender. */
  String sender() {
    return facts.sender;
  }

  /** Returns the local name of the fault code that blames the receiver. */
  String receiver() {
    return facts.receiver;
  }

  FaultFormat faultFormat() {
    return facts.faultFormat;
  }

  /** Returns the name of the version: SOAP 1.1 or SOAP 1.2. */
  @Override
  public String toString() {
    return facts.title;
  }

  /** The row of one version in the table of differences. Not changed after construction. */
  private static final class Facts {
    private final String title;
    private final FaultFormat faultFormat;
    private String namespace = "";
    private String mediaType = "";
    private boolean actionParameter;
    private String roleAttribute = "";
    private String nextRole = "";
    private String ultimateReceiverRole = "";
    private String noneRole = "";
    private boolean relay;
    private boolean headerFaultBlocks;
    private Set<String> qualifiedAttributesOn = Set.of();
    private boolean encodingStyleInContentOnly;
    private String sender = "";
    private String receiver = "";

    Facts(String title, FaultFormat faultFormat) {
      this.title = title;
      this.faultFormat = faultFormat;
    }

    Facts namespace(String value) {
      namespace = value;
      return this;
    }

    Facts mediaType(String value) {
      mediaType = value;
      return this;
    }

    Facts actionParameter(boolean value) {
      actionParameter = value;
      return this;
    }

    Facts roleAttribute(String value) {
      roleAttribute = value;
      return this;
    }

    Facts nextRole(String value) {
      nextRole = value;
      return this;
    }

    Facts ultimateReceiverRole(String value) {
      ultimateReceiverRole = value;
      return this;
    }

    Facts noneRole(String value) {
      noneRole = value;
      return this;
    }

    Facts relay(boolean value) {
      relay = value;
      return this;
    }

    Facts headerFaultBlocks(boolean value) {
      headerFaultBlocks = value;
      return this;
    }

    Facts qualifiedAttributesOn(String... elements) {
      qualifiedAttributesOn = Set.of(elements);
      return this;
    }

    Facts encodingStyleInContentOnly(boolean value) {
      encodingStyleInContentOnly = value;
      return this;
    }

    Facts faultCodes(String senderCode, String receiverCode) {
      sender = senderCode;
      receiver = receiverCode;
      return this;
    }
  }
}
