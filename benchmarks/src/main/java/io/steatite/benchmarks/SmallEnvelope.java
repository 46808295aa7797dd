package io.steatite.benchmarks;

import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The message of the small call: 1.5 KB, SOAP 1.2 with WS-Addressing 1.0 headers. */
final class SmallEnvelope {
  static final String SOAP = SoapVersion.SOAP_12.namespace();
  static final String WSA = "http://www.w3.org/2005/08/addressing";
  static final String APP = "http://example.org/orders";
  static final String ACTION = APP + "/Orders/Place";
  static final String MESSAGE_ID = "urn:uuid:3f2c8a52-7c1e-4d0b-9a7e-1d5f00c0ffee";
  static final String ANONYMOUS = WSA + "/anonymous";
  static final String TO = "http://orders.example.org/services/orders";

  private SmallEnvelope() {}

  /** The message as a user of the library makes it. */
  static Message message() {
    return Message.of(
            SoapVersion.SOAP_12,
            Body.of(new QName(APP, "Place", "o"), writer -> items(writer, ITEM_NUMBERS)))
        .withHeader(header("Action", ACTION).withMustUnderstand(true))
        .withHeader(header("MessageID", MESSAGE_ID))
        .withHeader(
            HeaderBlock.of(
                name("ReplyTo"),
                writer -> {
                  writer.writeStartElement("a", "Address", WSA);
                  writer.writeCharacters(ANONYMOUS);
                  writer.writeEndElement();
                }))
        .withHeader(header("To", TO).withMustUnderstand(true));
  }

  static final String[] ITEM_NUMBERS = {
    "100001", "100002", "100003", "100004", "100005", "100006", "100007", "100008"
  };

  private static HeaderBlock header(String localName, String text) {
    return HeaderBlock.of(name(localName), text);
  }

  private static QName name(String localName) {
    return new QName(WSA, localName, "a");
  }

  /** One item for each number: the same content for everybody. */
  static void items(XMLStreamWriter writer, String[] numbers) throws XMLStreamException {
    for (String number : numbers) {
      writer.writeStartElement("o", "Item", APP);
      writer.writeAttribute("number", number);
      text(writer, "Name", "Soapstone bowl, polished");
      text(writer, "Price", "129.90");
      writer.writeEndElement();
    }
  }

  private static void text(XMLStreamWriter writer, String localName, String text)
      throws XMLStreamException {
    writer.writeStartElement("o", localName, APP);
    writer.writeCharacters(text);
    writer.writeEndElement();
  }
}
