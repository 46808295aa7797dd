package io.steatite.addressing;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.internal.XmlNames;
import java.time.Duration;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * The predefined faults of WS-Addressing (SOAP Binding section 6.4; 2004/08 section 4), each with
 * its code, reason and detail. Where the detail stands depends on the version of SOAP.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class AddressingFault {
  /** What a peer has sent is quoted in reasons no longer than this. */
  private static final int LONGEST_QUOTE = 200;

  /** Elements of SOAP 1.2 (Part 1 sections 5.4.1.2, 5.4.1.3), used in FaultDetail. */
  static final QName SUBCODE = new QName(SoapVersion.SOAP_12.namespace(), "Subcode", "s12");

  static final QName SUBCODE_VALUE = new QName(SoapVersion.SOAP_12.namespace(), "Value", "s12");

  private final AddressingVersion version;
  private final FaultCode code;
  private final String reason;
  private final @Nullable XmlContent detail;

  private AddressingFault(
      AddressingVersion version, FaultCode code, String reason, @Nullable XmlContent detail) {
    this.version = version;
    this.code = code;
    this.reason = reason;
    this.detail = detail;
  }

  /** A header stands there more than once (6.4.1.3). */
  static AddressingFault invalidCardinality(AddressingVersion version, AddressingHeader header) {
    return invalid(version, header, "InvalidCardinality", "stands there more often than it may");
  }

  /** The value of a header is no IRI (6.4.1), or no address where it should be one (6.4.1.1). */
  static AddressingFault invalidIri(AddressingVersion version, AddressingHeader header) {
    String subsubcode = header == AddressingHeader.TO ? "InvalidAddress" : null;
    return invalid(version, header, subsubcode, "has a value that is no IRI");
  }

  /** A header is no endpoint reference (6.4.1.2, 6.4.1.4). */
  static AddressingFault invalidReference(
      AddressingVersion version,
      AddressingHeader header,
      InvalidEndpointReferenceException problem) {
    return invalid(version, header, problem.subsubcode(), "is invalid: " + problem.getMessage());
  }

  /** The action of the transport is another one than that of the message (6.4.1.6, R2222). */
  static AddressingFault actionMismatch(
      AddressingVersion version, String action, String transportAction) {
    return invalid(
        version,
        AddressingHeader.ACTION,
        "ActionMismatch",
        "is " + quoted(action) + ", but the transport says " + quoted(transportAction));
  }

  /** The same message has come before (6.4.1.5). */
  static AddressingFault duplicateMessageId(AddressingVersion version, String messageId) {
    return invalid(
        version,
        AddressingHeader.MESSAGE_ID,
        "DuplicateMessageID",
        "is that of an earlier message: " + quoted(messageId));
  }

  /**
   * The endpoint does not take addresses of that kind in ReplyTo and FaultTo (6.4.1.7, 6.4.1.8). It
   * is not DestinationUnreachable, which clients take for a service that does not exist.
   */
  static AddressingFault unsupportedReplyAddress(
      AddressingVersion version,
      AddressingHeader header,
      ReplyAddressPolicy supported,
      EndpointReference found) {
    return invalid(
        version,
        header,
        supported.subsubcode(),
        "has an address that this endpoint does not take: " + quoted(found.address()));
  }

  /**
   * Two versions in one message, to an endpoint that speaks both: nobody can tell which one counts
   * (6.4.1).
   *
   * @param found the first header of the other version
   */
  static AddressingFault mixedVersions(AddressingVersion version, QName found) {
    return new AddressingFault(
        version,
        FaultCode.SENDER.withSubcode(version.invalidHeader()),
        "Header " + found + " is of another version than the first one, " + version,
        problemHeader(version, found));
  }

  private static AddressingFault invalid(
      AddressingVersion version,
      AddressingHeader header,
      @Nullable String subsubcode,
      String problem) {
    FaultCode code = FaultCode.SENDER.withSubcode(version.invalidHeader());
    return new AddressingFault(
        version,
        subsubcode != null && version.detailsFaults()
            ? code.withSubcode(version.name(subsubcode))
            : code,
        "Header " + header.in(version) + ' ' + problem,
        problemHeader(version, header.in(version)));
  }

  /**
   * A header is missing (6.4.2).
   *
   * @param found what stands there instead, as a clause; may be empty
   */
  static AddressingFault headerRequired(
      AddressingVersion version, AddressingHeader header, String found) {
    return new AddressingFault(
        version,
        FaultCode.SENDER.withSubcode(version.headerRequired()),
        "Header " + header.in(version) + " is required here" + found,
        problemHeader(version, header.in(version)));
  }

  /**
   * Nothing listens at the address of a To, or the policy for decoupled replies does not permit
   * that of a ReplyTo or FaultTo (6.4.3).
   */
  public static AddressingFault destinationUnreachable(AddressingVersion version, String address) {
    return new AddressingFault(
        version,
        FaultCode.SENDER.withSubcode(version.name("DestinationUnreachable")),
        "No route leads from here to " + quoted(address),
        problem(version, writer -> write(writer, version.name("ProblemIRI"), address)));
  }

  /** No operation here has that action (6.4.4). */
  public static AddressingFault actionNotSupported(AddressingVersion version, String action) {
    return new AddressingFault(
        version,
        FaultCode.SENDER.withSubcode(version.name("ActionNotSupported")),
        "No operation here for action " + quoted(action),
        problem(
            version,
            writer -> {
              XmlNames.writeStart(writer, version.name("ProblemAction"));
              write(writer, AddressingHeader.ACTION.in(version), action);
              writer.writeEndElement();
            }));
  }

  /** The endpoint is there but cannot take the message now; it may be sent again (6.4.5). */
  public static AddressingFault endpointUnavailable(
      AddressingVersion version, Duration retryAfter) {
    return new AddressingFault(
        version,
        FaultCode.RECEIVER.withSubcode(version.name("EndpointUnavailable")),
        "The endpoint cannot take the message at this time",
        writer -> write(writer, version.name("RetryAfter"), Long.toString(retryAfter.toMillis())));
  }

  private static @Nullable XmlContent problemHeader(AddressingVersion version, QName header) {
    return problem(
        version,
        writer -> {
          XmlNames.writeStart(writer, version.name("ProblemHeaderQName"));
          writer.writeCharacters(XmlNames.declare(writer, header));
          writer.writeEndElement();
        });
  }

  private static @Nullable XmlContent problem(AddressingVersion version, XmlContent element) {
    return version.detailsFaults() ? element : null;
  }

  private static String quoted(String found) {
    if (found.length() <= LONGEST_QUOTE) {
      return found;
    }
    // Half a surrogate pair is no character.
    int half = Character.isHighSurrogate(found.charAt(LONGEST_QUOTE - 1)) ? 1 : 0;
    return found.substring(0, LONGEST_QUOTE - half) + "...";
  }

  private static void write(XMLStreamWriter2 writer, QName name, String text)
      throws XMLStreamException {
    XmlNames.writeStart(writer, name);
    writer.writeCharacters(text);
    writer.writeEndElement();
  }

  /**
   * The fault as it stands in an envelope. The detail of a fault about a header may not stand in
   * the body of SOAP 1.1 (its section 4.4), so there it is the content of a FaultDetail header, if
   * the version has one.
   *
   * <p>A fault of SOAP 1.1 has room for one code, the subcode. The subsubcode, such as
   * InvalidCardinality, follows the problem element in FaultDetail, as the Subcode element of SOAP
   * 1.2; {@link AddressingProblem} reads it from there.
   */
  public Fault in(SoapVersion soap) {
    Fault.Builder fault = Fault.builder(code, reason);
    if (detail != null && soap.detailsHeaderFaults()) {
      fault.detail(detail);
    } else if (detail != null && version.detailsFaults()) {
      fault.header(HeaderBlock.of(version.name(AddressingVersion.FAULT_DETAIL), faultDetail()));
    }
    return fault.build();
  }

  private XmlContent faultDetail() {
    return writer -> {
      if (detail != null) {
        detail.writeTo(writer);
      }
      if (code.subcodes().size() > 1) {
        XmlNames.writeStart(writer, SUBCODE);
        XmlNames.writeStart(writer, SUBCODE_VALUE);
        writer.writeCharacters(XmlNames.declare(writer, code.subcodes().get(1)));
        writer.writeEndElement();
        writer.writeEndElement();
      }
    };
  }

  /** The exception that carries the fault as it stands in an envelope. */
  public FaultException asException(SoapVersion soap) {
    return in(soap).asException();
  }

  /** Code and reason, for logs. */
  @Override
  public String toString() {
    return code.subcodes() + ": " + reason;
  }
}
