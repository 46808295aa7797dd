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
 * The faults that WS-Addressing predefines (SOAP Binding section 6.4; 2004/08 section 4), each with
 * its code, reason and detail. {@link #in} puts the detail where the SOAP version has it.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class AddressingFault {
  /** The longest part of a received value that a reason quotes, in characters. */
  private static final int LONGEST_QUOTE = 200;

  /** The SOAP 1.2 elements that FaultDetail contains (Part 1 sections 5.4.1.2, 5.4.1.3). */
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

  /** Returns the fault for a header that occurs more often than allowed (6.4.1.3). */
  static AddressingFault invalidCardinality(AddressingVersion version, AddressingHeader header) {
    return invalid(version, header, "InvalidCardinality", "occurs more often than allowed");
  }

  /**
   * Returns the fault for a header whose value is not an IRI (6.4.1), or in To not an address
   * (6.4.1.1).
   */
  static AddressingFault invalidIri(AddressingVersion version, AddressingHeader header) {
    String subsubcode = header == AddressingHeader.TO ? "InvalidAddress" : null;
    return invalid(version, header, subsubcode, "has a value that is not an IRI");
  }

  /** Returns the fault for a header that is not a valid endpoint reference (6.4.1.2, 6.4.1.4). */
  static AddressingFault invalidReference(
      AddressingVersion version,
      AddressingHeader header,
      InvalidEndpointReferenceException problem) {
    return invalid(version, header, problem.subsubcode(), "is invalid: " + problem.getMessage());
  }

  /** Returns the fault for a SOAPAction that differs from the Action (6.4.1.6, R2222). */
  static AddressingFault actionMismatch(
      AddressingVersion version, String action, String transportAction) {
    return invalid(
        version,
        AddressingHeader.ACTION,
        "ActionMismatch",
        "is " + quoted(action) + ", but the action of the transport is " + quoted(transportAction));
  }

  /** Returns the fault for a MessageID that was received before (6.4.1.5). */
  static AddressingFault duplicateMessageId(AddressingVersion version, String messageId) {
    return invalid(
        version,
        AddressingHeader.MESSAGE_ID,
        "DuplicateMessageID",
        "is that of an earlier message: " + quoted(messageId));
  }

  /**
   * Returns the fault for an address in ReplyTo or FaultTo that the endpoint does not accept
   * (6.4.1.7, 6.4.1.8). DestinationUnreachable would be misleading: clients take it for a missing
   * service.
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
        "has an address that this endpoint does not accept: " + quoted(found.address()));
  }

  /**
   * Returns the fault for a message with headers of two versions, to an endpoint that accepts both.
   * Neither version takes precedence (6.4.1).
   *
   * @param found the first header of the other version
   */
  static AddressingFault mixedVersions(AddressingVersion version, QName found) {
    return new AddressingFault(
        version,
        FaultCode.SENDER.withSubcode(version.invalidHeader()),
        "Header " + found + " is of another version than the first addressing header, " + version,
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
   * Returns the fault for a missing header (6.4.2).
   *
   * @param found a clause about headers of other versions, appended to the reason; may be empty
   */
  static AddressingFault headerRequired(
      AddressingVersion version, AddressingHeader header, String found) {
    return new AddressingFault(
        version,
        FaultCode.SENDER.withSubcode(version.headerRequired()),
        "Header " + header.in(version) + " is required" + found,
        problemHeader(version, header.in(version)));
  }

  /**
   * Returns the fault for an address that cannot be reached: no endpoint has the address of a To,
   * or the policy for decoupled replies does not permit the address of a ReplyTo or FaultTo
   * (6.4.3).
   */
  public static AddressingFault destinationUnreachable(AddressingVersion version, String address) {
    return new AddressingFault(
        version,
        FaultCode.SENDER.withSubcode(version.name("DestinationUnreachable")),
        "There is no route to " + quoted(address),
        problem(version, writer -> write(writer, version.name("ProblemIRI"), address)));
  }

  /** Returns the fault for an action that no operation has (6.4.4). */
  public static AddressingFault actionNotSupported(AddressingVersion version, String action) {
    return new AddressingFault(
        version,
        FaultCode.SENDER.withSubcode(version.name("ActionNotSupported")),
        "No operation has the action " + quoted(action),
        problem(
            version,
            writer -> {
              XmlNames.writeStart(writer, version.name("ProblemAction"));
              write(writer, AddressingHeader.ACTION.in(version), action);
              writer.writeEndElement();
            }));
  }

  /**
   * Returns the fault for an endpoint that cannot process the message at this time (6.4.5).
   *
   * @param retryAfter the time after which the sender may send the message again, in whole
   *     milliseconds
   */
  public static AddressingFault endpointUnavailable(
      AddressingVersion version, Duration retryAfter) {
    return new AddressingFault(
        version,
        FaultCode.RECEIVER.withSubcode(version.name("EndpointUnavailable")),
        "The endpoint cannot process the message at this time",
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
    // Does not cut a surrogate pair in half.
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
   * Returns the fault for an envelope of a SOAP version. SOAP 1.1 does not allow the detail of a
   * fault about a header in the body (its section 4.4), so there the detail is the content of a
   * FaultDetail header, if this version of WS-Addressing defines one.
   *
   * <p>A SOAP 1.1 fault has only one code, which is the subcode. The subsubcode, for example
   * InvalidCardinality, follows the problem element in FaultDetail as a Subcode element of SOAP
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

  /** Returns an exception that carries {@link #in the fault for a SOAP version}. */
  public FaultException asException(SoapVersion soap) {
    return in(soap).asException();
  }

  /** Returns the codes and the reason, for logs. */
  @Override
  public String toString() {
    return code.subcodes() + ": " + reason;
  }
}
