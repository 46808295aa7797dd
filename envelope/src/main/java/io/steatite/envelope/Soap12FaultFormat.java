package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlNames;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/** The Fault element of SOAP 1.2 Part 1 section 5.4: qualified children, nested subcodes. */
final class Soap12FaultFormat implements FaultFormat {
  @Override
  public void write(Fault fault, SoapVersion version, XMLStreamWriter2 writer)
      throws XMLStreamException {
    XmlNames.writeStart(writer, version.name("Fault"));
    writer.writeStartElement(SoapVersion.PREFIX, "Code", version.namespace());
    writeValue(writer, version, fault.code().value().in(version));
    for (QName subcode : fault.code().subcodes()) {
      writer.writeStartElement(SoapVersion.PREFIX, "Subcode", version.namespace());
      writeValue(writer, version, subcode);
    }
    for (int i = 0; i <= fault.code().subcodes().size(); i++) {
      writer.writeEndElement();
    }
    writeReasons(fault.reasons(), writer, version);
    writeText(writer, version, "Node", fault.node().orElse(null));
    writeText(writer, version, "Role", fault.role().orElse(null));
    if (fault.detail().isPresent()) {
      writeDetail(fault.detail().get(), version, writer);
    }
    writer.writeEndElement();
  }

  private static void writeDetail(XmlContent detail, SoapVersion version, XMLStreamWriter2 writer)
      throws XMLStreamException {
    EnvelopeWriter.start(writer, version.namespace(), "Detail", FaultDetail.inScope(detail));
    detail.writeTo(writer);
    writer.writeEndElement();
  }

  private static void writeValue(XMLStreamWriter2 writer, SoapVersion version, QName value)
      throws XMLStreamException {
    writer.writeStartElement(SoapVersion.PREFIX, "Value", version.namespace());
    writer.writeCharacters(XmlNames.declare(writer, value));
    writer.writeEndElement();
  }

  private static void writeReasons(
      List<FaultReason> reasons, XMLStreamWriter2 writer, SoapVersion version)
      throws XMLStreamException {
    writer.writeStartElement(SoapVersion.PREFIX, "Reason", version.namespace());
    for (FaultReason reason : reasons) {
      writer.writeStartElement(SoapVersion.PREFIX, "Text", version.namespace());
      writer.writeAttribute("xml", XMLConstants.XML_NS_URI, "lang", reason.language());
      writer.writeCharacters(reason.text());
      writer.writeEndElement();
    }
    writer.writeEndElement();
  }

  private static void writeText(
      XMLStreamWriter2 writer, SoapVersion version, String localName, @Nullable String text)
      throws XMLStreamException {
    if (text != null) {
      writer.writeStartElement(SoapVersion.PREFIX, localName, version.namespace());
      writer.writeCharacters(text);
      writer.writeEndElement();
    }
  }

  @Override
  public Fault read(XmlFragment fault, SoapVersion version) {
    refuseEncodingStyle(fault, version);
    List<QName> codes = new ArrayList<>();
    List<FaultReason> reasons = new ArrayList<>();
    @Nullable String node = null;
    @Nullable String role = null;
    @Nullable XmlContent detail = null;
    for (XmlFragment part : fault.elements()) {
      switch (part.localName()) {
        case "Code" -> readCodes(part, codes);
        case "Reason" -> part.elements().forEach(text -> reasons.add(FaultReason.read(text)));
        case "Node" -> node = XmlWhitespace.strip(part.text());
        case "Role" -> role = XmlWhitespace.strip(part.text());
        case "Detail" -> detail = new FaultDetail(part);
        default -> {} // unknown children are ignored
      }
    }
    if (reasons.isEmpty()) {
      reasons.add(new FaultReason("", ""));
    }
    return Fault.builder(code(codes, version), reasons)
        .node(node)
        .role(role)
        .detail(detail)
        .build();
  }

  /** Refuses encodingStyle outside of detail entries (SOAP 1.2 Part 1 section 5.1.1). */
  private static void refuseEncodingStyle(XmlFragment element, SoapVersion version) {
    if (element.attribute(version.namespace(), "encodingStyle") != null) {
      throw new MalformedMessageException(
          "encodingStyle may not be an attribute of a fault's "
              + element.localName()
              + " (SOAP 1.2 Part 1 section 5.1.1)");
    }
    if (!element.localName().equals("Detail")) {
      element.elements().forEach(part -> refuseEncodingStyle(part, version));
    }
  }

  /** Reads the value of Code and of the Subcodes in it, the outermost first. */
  private static void readCodes(XmlFragment code, List<QName> codes) {
    for (XmlFragment part : code.elements()) {
      switch (part.localName()) {
        case "Value" -> codes.add(part.resolve(part.text()));
        case "Subcode" -> readCodes(part, codes);
        default -> {} // unknown children are ignored
      }
    }
  }

  private static FaultCode code(List<QName> codes, SoapVersion version) {
    if (codes.isEmpty()) {
      return FaultCode.RECEIVER;
    }
    return FaultCode.Value.of(codes.get(0), version)
        .map(value -> new FaultCode(value, codes.subList(1, codes.size())))
        .orElseGet(() -> new FaultCode(FaultCode.Value.SENDER, codes));
  }
}
