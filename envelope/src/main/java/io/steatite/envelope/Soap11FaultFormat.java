package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlNames;
import io.steatite.envelope.xml.XmlWhitespace;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/** The fault of SOAP 1.1 section 4.4: unqualified children in this order, Basic Profile R1000. */
final class Soap11FaultFormat implements FaultFormat {
  private static final String CODE = "faultcode";
  private static final String REASON = "faultstring";
  private static final String ACTOR = "faultactor";
  private static final String DETAIL = "detail";

  /**
   * "Detailed error information belonging to header entries MUST be carried within header entries."
   */
  @Override
  public void check(Fault fault) {
    if (fault.code().value() == FaultCode.Value.MUST_UNDERSTAND && fault.detail().isPresent()) {
      throw new IllegalArgumentException(
          "A SOAP 1.1 fault about header blocks has no detail, but a header block (SOAP 1.1 section"
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
      writer.writeStartElement(DETAIL);
      fault.detail().get().writeTo(writer);
      writer.writeEndElement();
    }
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
        default -> {} // not ours to judge
      }
    }
    return Fault.builder(code, List.of(reason)).role(actor).detail(detail).build();
  }

  /**
   * A code that is not SOAP's own is a subcode of Sender: SOAP 1.1 has no room for both. A dotted
   * one (SOAP 1.1 section 4.4.1) is a subcode of what stands before its first dot.
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
        .orElseGet(() -> FaultCode.SENDER.withSubcode(name));
  }
}
