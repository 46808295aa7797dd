package io.steatite.envelope;

import io.steatite.envelope.xml.internal.XmlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/** XML as values that can be compared; prefixes and CDATA sections are ignored. */
sealed interface Infoset {
  void writeTo(XMLStreamWriter2 writer) throws XMLStreamException;

  /** An element. The prefixes of attributes are declared on it when it is written. */
  record Element(QName name, Map<QName, String> attributes, List<Infoset> children)
      implements Infoset {
    @Override
    public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
      XmlNames.writeStart(writer, name);
      writeContent(writer);
      writer.writeEndElement();
    }

    void writeContent(XMLStreamWriter2 writer) throws XMLStreamException {
      for (Map.Entry<QName, String> attribute : attributes.entrySet()) {
        QName key = attribute.getKey();
        if (key.getNamespaceURI().isEmpty()) {
          writer.writeAttribute(key.getLocalPart(), attribute.getValue());
        } else {
          String declared = XmlNames.declare(writer, key);
          String prefix = declared.substring(0, declared.indexOf(':'));
          writer.writeAttribute(
              prefix, key.getNamespaceURI(), key.getLocalPart(), attribute.getValue());
        }
      }
      for (Infoset child : children) {
        child.writeTo(writer);
      }
    }
  }

  /** Text between two pieces of markup. */
  record Text(String text) implements Infoset {
    @Override
    public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
      writer.writeCharacters(text);
    }
  }

  /** A comment. */
  record Comment(String text) implements Infoset {
    @Override
    public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
      writer.writeComment(text);
    }
  }

  /** Reads the current element. */
  static Element read(XMLStreamReader2 reader) throws XMLStreamException {
    QName name = reader.getName();
    Map<QName, String> attributes = attributes();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeName(i), reader.getAttributeValue(i));
    }
    List<Infoset> children = new ArrayList<>();
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      switch (reader.getEventType()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(read(reader));
        case XMLStreamConstants.COMMENT -> children.add(new Comment(reader.getText()));
        default -> children.add(new Text(reader.getText()));
      }
    }
    return new Element(name, attributes, coalesced(children));
  }

  static Map<QName, String> attributes() {
    return new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
  }

  /** Joins adjacent texts and removes empty ones. */
  static List<Infoset> coalesced(List<Infoset> children) {
    List<Infoset> all = new ArrayList<>();
    for (Infoset child : children) {
      int last = all.size() - 1;
      if (child instanceof Text more && last >= 0 && all.get(last) instanceof Text text) {
        all.set(last, new Text(text.text() + more.text()));
      } else if (!child.equals(new Text(""))) {
        all.add(child);
      }
    }
    return all;
  }
}
