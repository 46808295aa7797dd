package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * The Fault element of SOAP 1.1 section 4.4: unqualified children in a fixed order (Basic Profile
 * R1000).
 */
final class Soap11FaultFormat implements FaultFormat {
  private static final String CODE = "faultcode";
  private static final String REASON = "faultstring";
  private static final String ACTOR = "faultactor";
  private static final String DETAIL = "detail";

  /** The namespace of the fault codes of WCF's dispatcher, such as InternalServiceFault. */
  private static final String WCF_DISPATCHER =
      "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher";

  /** The only code in that namespace that blames the sender. */
  private static final String WCF_SENDERS = "DeserializationFailed";

  /** The namespaces of WS-Addressing 1.0 and 2004/08. */
  private static final Set<String> ADDRESSING =
      Set.of(
          "http://www.w3.org/2005/08/addressing",
          "http://schemas.xmlsoap.org/ws/2004/08/addressing");

  /**
   * The only addressing fault that blames the receiver (WS-Addressing SOAP Binding section
   * 6.4.2.6).
   */
  private static final String UNAVAILABLE = "EndpointUnavailable";

  /**
   * "Detailed error information belonging to header entries MUST be carried within header entries"
   * (SOAP 1.1 section 4.4). The detail of a received fault is passed on all the same.
   */
  @Override
  public void check(Fault fault) {
    boolean madeHere = fault.detail().isPresent() && !(fault.detail().get() instanceof FaultDetail);
    if (madeHere && fault.code().value() == FaultCode.Value.MUST_UNDERSTAND) {
      throw new IllegalArgumentException(
          "A fault about header blocks must carry its detail in a header block (SOAP 1.1 section"
              + " 4.4): "
              + fault);
    }
  }

  @Override
  public void write(Fault fault, SoapVersion version, XMLStreamWriter2 writer)
      throws XMLStreamException {
    XmlNames.writeStart(writer, version.name("Fault"));
    writer.writeStartElement(CODE);
    writer.writeCharacters(XmlNames.declare(writer, code(fault.code(), version)));
    writer.writeEndElement();
    writeReason(fault.reasons().get(0), writer);
    Optional<String> actor = fault.node().or(fault::role);
    if (actor.isPresent()) {
      writer.writeStartElement(ACTOR);
      writer.writeCharacters(actor.get());
      writer.writeEndElement();
    }
    if (fault.detail().isPresent()) {
      writeDetail(fault.detail().get(), writer);
    }
    writer.writeEndElement();
  }

  /** Writes the detail element. It has no prefix, so no default namespace can be declared on it. */
  private static void writeDetail(XmlContent detail, XMLStreamWriter2 writer)
      throws XMLStreamException {
    writer.writeStartElement(DETAIL);
    FaultDetail.inScope(detail).withoutDefault().declareOn(writer);
    detail.writeTo(writer);
    writer.writeEndElement();
  }

  private static QName code(FaultCode code, SoapVersion version) {
    return code.subcodes().isEmpty() ? code.value().in(version) : code.subcodes().get(0);
  }

  private static void writeReason(FaultReason reason, XMLStreamWriter2 writer)
      throws XMLStreamException {
    writer.writeStartElement(REASON);
    if (!reason.language().isEmpty()) {
      writer.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", reason.language());
    }
    writer.writeCharacters(reason.text());
    writer.writeEndElement();
  }

  @Override
  public Fault read(XmlFragment fault, SoapVersion version) {
    FaultCode code = FaultCode.RECEIVER;
    FaultReason reason = new FaultReason("", "");
    @Nullable String actor = null;
    @Nullable XmlContent detail = null;
    for (XmlFragment part : fault.elements()) {
      switch (part.localName()) {
        case CODE -> code = code(part.resolve(part.text()), version);
        case REASON -> reason = FaultReason.read(part);
        case ACTOR -> actor = XmlWhitespace.strip(part.text());
        case DETAIL -> detail = new FaultDetail(part);
        default -> {} // unknown children are ignored
      }
    }
    return Fault.builder(code, List.of(reason)).role(actor).detail(detail).build();
  }

  /**
   * Returns the code with that name. A code that is not SOAP's own becomes a subcode, since SOAP
   * 1.1 has no place for both. Its code is Receiver if the subcode is known to blame the receiver,
   * else Sender, as most specified subcodes do. A dotted code (SOAP 1.1 section 4.4.1) is a subcode
   * of the part before the first dot.
   */
  private static FaultCode code(QName name, SoapVersion version) {
    String local = name.getLocalPart();
    if (local.isEmpty()) {
      return FaultCode.RECEIVER;
    }
    int dot = local.indexOf('.');
    QName general = dot < 0 ? name : new QName(name.getNamespaceURI(), local.substring(0, dot));
    return FaultCode.Value.of(general, version)
        .map(value -> new FaultCode(value, dot < 0 ? List.of() : List.of(name)))
        .orElseGet(() -> general(name).withSubcode(name));
  }

  private static FaultCode general(QName subcode) {
    String namespace = subcode.getNamespaceURI();
    boolean receiverFault =
        namespace.equals(WCF_DISPATCHER)
            ? !subcode.getLocalPart().equals(WCF_SENDERS)
            : ADDRESSING.contains(namespace) && subcode.getLocalPart().equals(UNAVAILABLE);
    return receiverFault ? FaultCode.RECEIVER : FaultCode.SENDER;
  }
}
