package io.steatite.benchmarks;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What an envelope says, whatever prefixes it uses and in whatever order its header blocks are. */
final class Infoset {
  private Infoset() {}

  /** A line for each child of header and body, those of the header sorted. */
  static List<String> of(byte[] bytes) throws XMLStreamException {
    XMLStreamReader reader =
        new WstxInputFactory().createXMLStreamReader(new ByteArrayInputStream(bytes));
    List<String> header = new ArrayList<>();
    List<String> body = new ArrayList<>();
    reader.nextTag();
    require(reader, "Envelope");
    reader.nextTag();
    if (reader.getLocalName().equals("Header")) {
      require(reader, "Header");
      while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
        header.add(element(reader));
      }
      reader.nextTag();
    }
    require(reader, "Body");
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      body.add(element(reader));
    }
    Collections.sort(header);
    header.addAll(body);
    return header;
  }

  private static void require(XMLStreamReader reader, String localName) throws XMLStreamException {
    reader.require(XMLStreamConstants.START_ELEMENT, Workload.SOAP, localName);
  }

  private static String element(XMLStreamReader reader) throws XMLStreamException {
    StringBuilder all = new StringBuilder();
    int depth = 0;
    int event = reader.getEventType();
    while (true) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        all.append('<').append(reader.getName());
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          attributes.add(reader.getAttributeName(i) + "=" + reader.getAttributeValue(i));
        }
        Collections.sort(attributes);
        all.append(attributes).append('>');
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        all.append("</>");
        if (--depth == 0) {
          return all.toString();
        }
      } else {
        all.append(reader.getText());
      }
      event = reader.next();
    }
  }
}
