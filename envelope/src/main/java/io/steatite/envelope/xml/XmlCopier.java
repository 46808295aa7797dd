package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/** Copies events from a reader to a writer; binary content stays binary where both can. */
public final class XmlCopier {
  private static final AttributeFilter ALL = (namespace, localName) -> true;

  private XmlCopier() {}

  /**
   * Copies from the current event to the end of the reader's document.
   *
   * @param inherited in scope around what is copied; those the writer's scope lacks are declared
   *     again on the outermost elements copied
   * @throws XMLStreamException if the reader cannot go on or the writer cannot write
   */
  public static void copyRest(
      XMLStreamReader2 reader, XMLStreamWriter2 writer, InScopeNamespaces inherited)
      throws XMLStreamException {
    copyRest(reader, writer, inherited.lackingIn(writer), 0);
  }

  /**
   * Copies the current element, a START_ELEMENT, and everything after it.
   *
   * @param keepAttribute tells which attributes of the element are copied
   * @param moreAttributes writes further attributes of the element
   */
  static void copyElement(
      XMLStreamReader2 reader,
      XMLStreamWriter2 writer,
      InScopeNamespaces inherited,
      AttributeFilter keepAttribute,
      XmlContent moreAttributes)
      throws XMLStreamException {
    InScopeNamespaces lacking = inherited.lackingIn(writer);
    startOutermost(reader, writer, lacking, keepAttribute);
    moreAttributes.writeTo(writer);
    reader.next();
    copyRest(reader, writer, lacking, 1);
  }

  /**
   * @param lacking what the outermost elements declare unless they have it otherwise
   */
  private static void copyRest(
      XMLStreamReader2 reader, XMLStreamWriter2 writer, InScopeNamespaces lacking, int startDepth)
      throws XMLStreamException {
    int depth = startDepth;
    for (int event = reader.getEventType();
        event != XMLStreamConstants.END_DOCUMENT;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (depth++ == 0) {
            startOutermost(reader, writer, lacking, ALL);
          } else {
            start(reader, writer);
            declareAndAttribute(reader, writer, ALL);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          writer.writeEndElement();
          depth--;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> text(reader, writer);
        case XMLStreamConstants.CDATA -> writeCData(writer, reader.getText());
        case XMLStreamConstants.COMMENT -> writer.writeComment(reader.getText());
        default -> throw new XMLStreamException("Cannot copy event " + event, reader.getLocation());
      }
    }
  }

  private static void startOutermost(
      XMLStreamReader2 reader,
      XMLStreamWriter2 writer,
      InScopeNamespaces lacking,
      AttributeFilter keepAttribute)
      throws XMLStreamException {
    start(reader, writer);
    redeclare(reader, writer, lacking);
    declareAndAttribute(reader, writer, keepAttribute);
  }

  private static void start(XMLStreamReader2 reader, XMLStreamWriter2 writer)
      throws XMLStreamException {
    writer.writeStartElement(
        XmlNames.orEmpty(reader.getPrefix()),
        reader.getLocalName(),
        XmlNames.orEmpty(reader.getNamespaceURI()));
  }

  private static void declareAndAttribute(
      XMLStreamReader2 reader, XMLStreamWriter2 writer, AttributeFilter keepAttribute)
      throws XMLStreamException {
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      XmlNames.declare(
          writer,
          XmlNames.orEmpty(reader.getNamespacePrefix(i)),
          XmlNames.orEmpty(reader.getNamespaceURI(i)));
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (keepAttribute.keeps(
          XmlNames.orEmpty(reader.getAttributeNamespace(i)), reader.getAttributeLocalName(i))) {
        attribute(reader, writer, i);
      }
    }
  }

  private static void redeclare(
      XMLStreamReader2 reader, XMLStreamWriter2 writer, InScopeNamespaces lacking)
      throws XMLStreamException {
    for (int i = 0; i < lacking.size(); i++) {
      String prefix = lacking.prefixAt(i);
      if (!declares(reader, prefix)) {
        XmlNames.declare(writer, prefix, lacking.namespaceAt(i));
      }
    }
  }

  private static boolean declares(XMLStreamReader2 reader, String prefix) {
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      if (XmlNames.orEmpty(reader.getNamespacePrefix(i)).equals(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static void attribute(XMLStreamReader2 reader, XMLStreamWriter2 writer, int i)
      throws XMLStreamException {
    String namespace = XmlNames.orEmpty(reader.getAttributeNamespace(i));
    if (namespace.isEmpty()) {
      writer.writeAttribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    } else {
      writer.writeAttribute(
          XmlNames.orEmpty(reader.getAttributePrefix(i)),
          namespace,
          reader.getAttributeLocalName(i),
          reader.getAttributeValue(i));
    }
  }

  private static void text(XMLStreamReader2 reader, XMLStreamWriter2 writer)
      throws XMLStreamException {
    DataSource content =
        reader instanceof BinaryContentReader source && writer instanceof BinaryContentWriter
            ? source.takeBinaryContent()
            : null; // as text it goes by piece by piece
    if (content != null) {
      BinaryContent.write(writer, content);
    } else {
      writer.writeCharacters(
          reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }
  }

  /** Text that a CDATA section cannot carry unchanged becomes plain text. */
  static void writeCData(XMLStreamWriter2 writer, String text) throws XMLStreamException {
    if (text.indexOf('\r') < 0 && !text.contains("]]>")) {
      writer.writeCData(text);
    } else {
      writer.writeCharacters(text);
    }
  }
}
