package io.steatite.benchmarks;

import io.steatite.benchmarks.Contender.Facts;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** What is in the messages, the same for all contenders. */
final class Workload {
  static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
  static final String WSA = "http://www.w3.org/2005/08/addressing";
  static final String XOP = "http://www.w3.org/2004/08/xop/include";
  static final String APP = "http://example.org/orders";

  static final QName ACTION = new QName(WSA, "Action", "a");
  static final QName MESSAGE_ID = new QName(WSA, "MessageID", "a");
  static final QName RELATES_TO = new QName(WSA, "RelatesTo", "a");
  static final QName TO = new QName(WSA, "To", "a");
  static final QName PLACE = new QName(APP, "Place", "o");
  static final QName UPLOAD = new QName(APP, "Upload", "o");
  static final QName FILE = new QName(APP, "File", "o");

  static final Facts REQUEST =
      new Facts(
          APP + "/Orders/Place",
          "http://orders.example.org/services/orders",
          "urn:uuid:3f2c8a52-7c1e-4d0b-9a7e-1d5f00c0ffee",
          PLACE);
  static final String ANONYMOUS = WSA + "/anonymous";
  static final String REPLY_ACTION = APP + "/Orders/PlaceResponse";
  static final String REPLY_ID = "urn:uuid:8a0b6b0e-55f5-4a39-8c83-0d9a00c0ffee";

  private static final String[] MANY = numbers(1000);

  private Workload() {}

  /** The numbers of so many items. */
  static String[] numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> "" + (100_001 + i)).toArray(String[]::new);
  }

  /** The numbers of the large message: 100 KB. */
  static String[] many() {
    return MANY.clone();
  }

  /** Writes a payload: an item for each number. */
  static void payload(XMLStreamWriter writer, String[] numbers) throws XMLStreamException {
    writer.writeStartElement("o", "Place", APP);
    writer.writeNamespace("o", APP);
    items(writer, numbers);
    writer.writeEndElement();
  }

  /** Writes an item for each number; the prefix is declared. */
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

  /** From a payload's START_ELEMENT to its end, looking at every name, attribute and text. */
  static int walk(XMLStreamReader reader) throws XMLStreamException {
    int sum = 0;
    int depth = 0;
    int event = reader.getEventType();
    while (true) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        sum += reader.getLocalName().length();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          sum += reader.getAttributeValue(i).length();
        }
      } else if (event == XMLStreamConstants.CHARACTERS) {
        sum += reader.getText().length();
      } else if (event == XMLStreamConstants.END_ELEMENT && --depth == 0) {
        return sum;
      }
      event = reader.next();
    }
  }

  /** What {@link #walk} must find in the large message. */
  static int sumOfMany() {
    int item = "ItemNamePriceSoapstone bowl, polished129.90".length();
    return "Place".length() + Arrays.stream(MANY).mapToInt(n -> item + n.length()).sum();
  }
}
