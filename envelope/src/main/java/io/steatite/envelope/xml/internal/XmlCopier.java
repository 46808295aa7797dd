package io.steatite.envelope.xml.internal;

import jakarta.activation.DataSource;
import java.util.function.BiPredicate;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Copies events from a reader to a writer. Binary content is copied without base64 if the reader is
 * a {@link BinaryContentReader} and the writer a {@link BinaryContentWriter}.
 */
public final class XmlCopier {
  private static final BiPredicate<String, String> ALL = (namespace, localName) -> true;

  private XmlCopier() {}

  /**
   * Copies from the current event to the end of the reader's document.
   *
   * @param inherited the namespaces in scope around what is copied; those that are not in scope at
   *     the writer's position are declared on the outermost copied elements
   * @throws XMLStreamException if the reader cannot go on or the writer cannot write
   */
  public static void copyRest(
      XMLStreamReader2 reader, XMLStreamWriter2 writer, InScopeNamespaces inherited)
      throws XMLStreamException {
    copyRest(reader, writer, inherited.lackingIn(writer), 0);
  }

  /**
   * Copies from the current event to the end of the reader's document.
   *
   * @param lacking namespaces to declare on the outermost elements, unless these declare the same
   *     prefix themselves
   * @param open how many of the elements that end in the rest were started before
   * @throws XMLStreamException if the reader cannot go on or the writer cannot write
   */
  public static void copyRest(
      XMLStreamReader2 reader, XMLStreamWriter2 writer, InScopeNamespaces lacking, int open)
      throws XMLStreamException {
    int depth = open;
    for (int event = reader.getEventType();
        event != XMLStreamConstants.END_DOCUMENT;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (depth++ == 0) {
            copyStart(reader, writer, lacking, ALL);
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

  /**
   * Copies the current START_ELEMENT with its declarations and attributes, and leaves it open for
   * further attributes. The reader does not move.
   *
   * @param lacking namespaces to declare on the element, unless it declares the same prefix itself
   * @param keepAttribute decides by namespace (empty if none) and local name which attributes of
   *     the element are copied
   * @throws XMLStreamException if the writer cannot write
   */
  public static void copyStart(
      XMLStreamReader2 reader,
      XMLStreamWriter2 writer,
      InScopeNamespaces lacking,
      BiPredicate<String, String> keepAttribute)
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
      XMLStreamReader2 reader, XMLStreamWriter2 writer, BiPredicate<String, String> keepAttribute)
      throws XMLStreamException {
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      XmlNames.declare(
          writer,
          XmlNames.orEmpty(reader.getNamespacePrefix(i)),
          XmlNames.orEmpty(reader.getNamespaceURI(i)));
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (keepAttribute.test(
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
    if (reader instanceof BinaryContentReader source
        && writer instanceof BinaryContentWriter target) {
      DataSource content = source.takeBinaryContent();
      if (content != null) {
        target.writeBinary(content);
        return;
      }
    }
    writer.writeCharacters(
        reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
  }

  /**
   * Writes a CDATA section, or plain text if a CDATA section cannot represent the text: {@code ]]>}
   * would end it, and a carriage return would be read as a line feed.
   *
   * @throws XMLStreamException if the writer cannot write
   */
  public static void writeCData(XMLStreamWriter2 writer, String text) throws XMLStreamException {
    if (text.indexOf('\r') < 0 && !text.contains("]]>")) {
      writer.writeCData(text);
    } else {
      writer.writeCharacters(text);
    }
  }
}
