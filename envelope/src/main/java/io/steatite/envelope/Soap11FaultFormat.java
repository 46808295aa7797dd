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

  @Override
  public void write(Fault fault, SoapVersion version, XMLStreamWriter2 writer)
      throws XMLStreamException {
    XmlNames.writeStart(writer, version.name("Fault"));
    writer.writeStartElement(CODE);
    writer.writeCharacters(XmlNames.declare(writer, code(fault.code(), version)));
    writer.writeEndElement();
    writeReason(fault.reasons().get(0), writer);
    Optional<String> actor = fault.role().or(fault::node);
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
        case DETAIL -> detail = part.content();
        default -> {} // not ours to judge
      }
    }
    return Fault.builder(code, List.of(reason)).role(actor).detail(detail).build();
  }

  /** A code that is not SOAP's own is a subcode of Sender: SOAP 1.1 has no room for both. */
  private static FaultCode code(QName name, SoapVersion version) {
    return FaultCode.Value.of(name, version)
        .map(value -> new FaultCode(value, List.of()))
        .orElseGet(() -> FaultCode.SENDER.withSubcode(name));
  }
}
