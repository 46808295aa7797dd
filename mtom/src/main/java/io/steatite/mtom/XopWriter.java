package io.steatite.mtom;

import io.steatite.envelope.xml.internal.BinaryContentReader;
import io.steatite.envelope.xml.internal.BinaryContentWriter;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.nio.CharBuffer;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.typed.Base64Variant;
import org.codehaus.stax2.typed.Base64Variants;
import org.jspecify.annotations.Nullable;

/**
 * Writes base64 content at or above the threshold as {@code xop:Include} and a part (XOP section
 * 3.1), whether it comes as binary or as text in canonical form. Content that has text, elements or
 * comments beside it in its element stays base64, so what an element holds is decided upon when its
 * end tag comes.
 *
 * <p>Text that begins with white space gets an empty CDATA section before it, if that is wanted:
 * WCF's MTOM reader drops white space at the start of an element's text otherwise. White space
 * between tags is indentation and is left alone.
 */
final class XopWriter extends ContentWriter implements BinaryContentWriter {
  private final OutgoingParts parts;
  private final boolean protecting;

  /** What xmime:contentType of the current element says, if a header field can say it too. */
  private @Nullable String contentType;

  /** What the current element holds so far, if it can be optimized. */
  private @Nullable Candidate candidate;

  /** Whether the current element has content that cannot. */
  private boolean filled;

  /**
   * @param parts takes what does not go into the document
   * @param protecting whether leading white space is protected from WCF's reader
   */
  XopWriter(XMLStreamWriter2 writer, OutgoingParts parts, boolean protecting) {
    super(writer);
    this.parts = parts;
    this.protecting = protecting;
  }

  @Override
  public void writeBinary(DataSource content) throws XMLStreamException {
    SourceCandidate source = new SourceCandidate(content, parts);
    if (filled || candidate != null) {
      content();
      storing(() -> source.writeAsText(mDelegate2));
    } else {
      candidate = source;
    }
  }

  @Override
  public void writeBinary(byte[] bytes, int offset, int length) throws XMLStreamException {
    writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, offset, length);
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] bytes, int offset, int length)
      throws XMLStreamException {
    if (!filled && candidate == null && isCanonical(variant)) {
      candidate = new BytesCandidate(parts.storeStream(), parts.threshold());
    }
    if (candidate instanceof BytesCandidate growing && isCanonical(variant)) {
      storing(() -> growing.add(bytes, offset, length));
    } else {
      content();
      super.writeBinary(variant, bytes, offset, length);
    }
  }

  /** Whether that is how xs:base64Binary is written, which a part is shown as when it is read. */
  private static boolean isCanonical(Base64Variant variant) {
    return variant == Base64Variants.MIME_NO_LINEFEEDS || variant == Base64Variants.MIME;
  }

  @Override
  public void writeCharacters(String text) throws XMLStreamException {
    if (!takes(text)) {
      content();
      super.writeCharacters(text);
    }
  }

  @Override
  public void writeCharacters(char[] text, int start, int length) throws XMLStreamException {
    if (!takes(CharBuffer.wrap(text, start, length))) {
      content();
      super.writeCharacters(text, start, length);
    }
  }

  /**
   * Whether the text waits for the end of its element. White space that a pretty-printer left after
   * an xop:Include goes when it is written again.
   */
  private boolean takes(CharSequence text) throws XMLStreamException {
    if (candidate instanceof SourceCandidate) {
      return XmlWhitespace.isBlank(text);
    }
    if (candidate == null && !filled) {
      candidate = candidateFor(text);
    }
    try {
      return candidate instanceof TextCandidate growing
          ? growing.add(text)
          : candidate instanceof BlankCandidate blank && blank.add(text);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private @Nullable Candidate candidateFor(CharSequence text) {
    if (TextCandidate.accepts(text)) {
      return new TextCandidate(parts);
    }
    return protecting && startsWithSpace(text) ? new BlankCandidate() : null;
  }

  private static boolean startsWithSpace(CharSequence text) {
    return !text.isEmpty() && XmlWhitespace.isBlank(text.subSequence(0, 1));
  }

  /** Content of another kind goes into the current element, so what is there stays text. */
  @Override
  void content() throws XMLStreamException {
    filled = true;
    Candidate text = candidate;
    candidate = null;
    if (text != null) {
      storing(() -> text.writeAsText(mDelegate2));
    }
  }

  @Override
  void markup() throws XMLStreamException {
    if (candidate instanceof BlankCandidate blank) {
      candidate = null;
      blank.writeAsIndentation(mDelegate2);
    }
    content();
  }

  private void start(@Nullable String namespace, String localName) throws XMLStreamException {
    if (Xop.isInclude(namespace, localName)) {
      throw new IllegalArgumentException(
          "The envelope holds an element xop:Include already, which cannot travel as MTOM"
              + " (XOP section 3.1, MTOM step 1)");
    }
    markup();
    filled = false;
    contentType = null;
  }

  /** The current element ends: what it holds is all it holds. */
  private void end() throws XMLStreamException {
    Candidate content = candidate;
    candidate = null;
    if (content != null) {
      storing(() -> decide(content));
    }
    filled = true;
  }

  private void decide(Candidate content) throws IOException, XMLStreamException {
    OutgoingContent part = content.asPart();
    if (part == null) {
      content.writeAsText(mDelegate2);
    } else {
      include(contentType == null ? content.contentType() : contentType, part);
    }
  }

  private void include(String type, OutgoingContent content) throws XMLStreamException {
    String contentId = parts.add(type, content);
    super.writeEmptyElement(Xop.PREFIX, Xop.INCLUDE, Xop.NAMESPACE);
    super.writeAttribute(Xop.HREF, "cid:" + contentId);
    super.writeNamespace(Xop.PREFIX, Xop.NAMESPACE);
  }

  private interface Storing {
    void run() throws IOException, XMLStreamException;
  }

  private static void storing(Storing storing) throws XMLStreamException {
    try {
      storing.run();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static XMLStreamException unreadable(IOException e) {
    return new XMLStreamException("Cannot read or store binary content", e);
  }

  private void attribute(@Nullable String namespace, String localName, String value) {
    if (Xop.isContentType(namespace, localName)) {
      contentType = !value.isBlank() && OutgoingParts.isFieldValue(value) ? value : null;
    }
  }

  @Override
  public void writeStartElement(String localName) throws XMLStreamException {
    start(null, localName);
    super.writeStartElement(localName);
  }

  @Override
  public void writeStartElement(String namespace, String localName) throws XMLStreamException {
    start(namespace, localName);
    super.writeStartElement(namespace, localName);
  }

  @Override
  public void writeStartElement(String prefix, String localName, String namespace)
      throws XMLStreamException {
    start(namespace, localName);
    super.writeStartElement(prefix, localName, namespace);
  }

  @Override
  public void writeEmptyElement(String localName) throws XMLStreamException {
    start(null, localName);
    super.writeEmptyElement(localName);
    end();
  }

  @Override
  public void writeEmptyElement(String namespace, String localName) throws XMLStreamException {
    start(namespace, localName);
    super.writeEmptyElement(namespace, localName);
    end();
  }

  @Override
  public void writeEmptyElement(String prefix, String localName, String namespace)
      throws XMLStreamException {
    start(namespace, localName);
    super.writeEmptyElement(prefix, localName, namespace);
    end();
  }

  @Override
  public void writeEndElement() throws XMLStreamException {
    end();
    super.writeEndElement();
  }

  @Override
  public void writeFullEndElement() throws XMLStreamException {
    end();
    super.writeFullEndElement();
  }

  @Override
  public void writeEndDocument() throws XMLStreamException {
    end();
    super.writeEndDocument();
  }

  @Override
  public void writeAttribute(String namespace, String localName, String value)
      throws XMLStreamException {
    attribute(namespace, localName, value);
    super.writeAttribute(namespace, localName, value);
  }

  @Override
  public void writeAttribute(String prefix, String namespace, String localName, String value)
      throws XMLStreamException {
    attribute(namespace, localName, value);
    super.writeAttribute(prefix, namespace, localName, value);
  }

  @Override
  public void copyEventFromReader(XMLStreamReader2 reader, boolean preserve)
      throws XMLStreamException {
    switch (reader.getEventType()) {
      case XMLStreamReader2.CHARACTERS -> copyText(reader);
      case XMLStreamReader2.START_ELEMENT -> {
        start(reader.getNamespaceURI(), reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          attribute(
              reader.getAttributeNamespace(i),
              reader.getAttributeLocalName(i),
              reader.getAttributeValue(i));
        }
        super.copyEventFromReader(reader, preserve);
      }
      case XMLStreamReader2.END_ELEMENT -> {
        end();
        super.copyEventFromReader(reader, preserve);
      }
      case XMLStreamReader2.COMMENT, XMLStreamReader2.PROCESSING_INSTRUCTION -> {
        markup();
        super.copyEventFromReader(reader, preserve);
      }
      default -> {
        content();
        super.copyEventFromReader(reader, preserve);
      }
    }
  }

  private void copyText(XMLStreamReader2 reader) throws XMLStreamException {
    DataSource content =
        reader instanceof BinaryContentReader source ? source.takeBinaryContent() : null;
    if (content == null) {
      writeCharacters(reader.getText());
    } else {
      writeBinary(content);
    }
  }
}
