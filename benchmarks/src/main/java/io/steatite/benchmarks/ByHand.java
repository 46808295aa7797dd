package io.steatite.benchmarks;

import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** A StAX parser used by hand: the limit of what can be reached with it. */
class ByHand implements Contender {
  private static final String[] FEW = Workload.numbers(8);
  private static final String[] FEWER = Workload.numbers(4);

  private final XMLInputFactory inputFactory;
  private final XMLOutputFactory outputFactory;

  ByHand(XMLInputFactory inputFactory, XMLOutputFactory outputFactory) {
    this.inputFactory = inputFactory;
    this.outputFactory = outputFactory;
    inputFactory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    inputFactory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  static ByHand woodstox() {
    return new ByHand(new WstxInputFactory(), new WstxOutputFactory());
  }

  @Override
  public Facts decode(byte[] bytes) throws XMLStreamException {
    XMLStreamReader reader = reader(bytes);
    String action = "";
    String to = "";
    String messageId = "";
    boolean inBody = false;
    while (!inBody) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "Action" -> action = reader.getElementText();
          case "To" -> to = reader.getElementText();
          case "MessageID" -> messageId = reader.getElementText();
          case "Body" -> inBody = true;
          default -> {} // the ones nobody asked for
        }
      }
    }
    reader.nextTag();
    Facts facts = new Facts(action, to, messageId, reader.getName());
    reader.close();
    return facts;
  }

  @Override
  public int walk(byte[] bytes) throws XMLStreamException {
    XMLStreamReader reader = reader(bytes);
    while (reader.next() != XMLStreamConstants.START_ELEMENT
        || !reader.getLocalName().equals("Body")) {
      // on to the body
    }
    reader.nextTag();
    int sum = Workload.walk(reader);
    reader.close();
    return sum;
  }

  private XMLStreamReader reader(byte[] bytes) throws XMLStreamException {
    return inputFactory.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
  }

  /** The bytes of the small request, with the header blocks of a WCF client. */
  byte[] request() throws XMLStreamException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    XMLStreamWriter writer = startHeader(out);
    header(writer, Workload.ACTION, Workload.REQUEST.action(), true);
    header(writer, Workload.MESSAGE_ID, Workload.REQUEST.messageId(), false);
    writer.writeStartElement("a", "ReplyTo", Workload.WSA);
    header(writer, new QName(Workload.WSA, "Address"), Workload.ANONYMOUS, false);
    writer.writeEndElement();
    header(writer, Workload.TO, Workload.REQUEST.to(), true);
    finish(writer, FEW);
    return out.toByteArray();
  }

  @Override
  public void encodeReply(OutputStream out) throws XMLStreamException {
    XMLStreamWriter writer = startHeader(out);
    header(writer, Workload.ACTION, Workload.REPLY_ACTION, false);
    header(writer, Workload.MESSAGE_ID, Workload.REPLY_ID, false);
    header(writer, Workload.TO, Workload.ANONYMOUS, false);
    header(writer, Workload.RELATES_TO, Workload.REQUEST.messageId(), false);
    finish(writer, FEWER);
  }

  private XMLStreamWriter startHeader(OutputStream out) throws XMLStreamException {
    XMLStreamWriter writer = outputFactory.createXMLStreamWriter(out, "UTF-8");
    writer.writeStartElement("s", "Envelope", Workload.SOAP);
    writer.writeNamespace("s", Workload.SOAP);
    writer.writeNamespace("a", Workload.WSA);
    writer.writeStartElement("s", "Header", Workload.SOAP);
    return writer;
  }

  private static void header(
      XMLStreamWriter writer, QName name, String text, boolean mustUnderstand)
      throws XMLStreamException {
    writer.writeStartElement("a", name.getLocalPart(), Workload.WSA);
    if (mustUnderstand) {
      writer.writeAttribute("s", Workload.SOAP, "mustUnderstand", "1");
    }
    writer.writeCharacters(text);
    writer.writeEndElement();
  }

  private static void finish(XMLStreamWriter writer, String[] numbers) throws XMLStreamException {
    writer.writeEndElement();
    writer.writeStartElement("s", "Body", Workload.SOAP);
    Workload.payload(writer, numbers);
    writer.writeEndElement();
    writer.writeEndElement();
    writer.close();
  }

  @Override
  public void encodeItems(String[] numbers, OutputStream out) throws XMLStreamException {
    XMLStreamWriter writer = outputFactory.createXMLStreamWriter(out, "UTF-8");
    writer.writeStartElement("s", "Envelope", Workload.SOAP);
    writer.writeNamespace("s", Workload.SOAP);
    writer.writeStartElement("s", "Body", Workload.SOAP);
    Workload.payload(writer, numbers);
    writer.writeEndElement();
    writer.writeEndElement();
    writer.close();
  }
}
