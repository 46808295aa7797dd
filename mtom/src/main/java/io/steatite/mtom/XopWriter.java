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
 * Writes the envelope. Base64 content of at least the threshold is replaced by {@code xop:Include}
 * and becomes a part (XOP section 3.1), whether it is written as bytes or as canonical base64 text.
 * Content with other text, elements or comments in the same element stays base64 text, so the
 * decision is made at the end tag.
 *
 * <p>If leading white space is protected, an empty CDATA section is written before text that begins
 * with white space, because the MTOM reader of WCF drops white space at the start of the text of an
 * element. White space between tags is indentation and is written unchanged.
 */
final class XopWriter extends ContentWriter implements BinaryContentWriter {
  private final OutgoingParts parts;
  private final boolean protecting;

  /** The value of xmime:contentType on the current element, if it is valid in a header field. */
  private @Nullable String contentType;

  /** The content of the current element so far, if it may become a part. */
  private @Nullable Candidate candidate;

  /** Whether the current element has content that cannot become a part. */
  private boolean filled;

  /**
   * @param parts collects the parts
   * @param protecting whether leading white space is protected
   */
  XopWriter(XMLStreamWriter2 writer, OutgoingParts parts, boolean protecting) {
    super(writer);
    this.parts = parts;
    this.protecting = protecting;
  }

  @Override
  public void writeBinary(DataSource content) throws XMLStreamException {
    Candidate.Source source = new Candidate.Source(content, parts);
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
      candidate = new Candidate.Bytes(parts.storeStream(), parts.threshold());
    }
    if (candidate instanceof Candidate.Bytes growing && isCanonical(variant)) {
      storing(() -> growing.add(bytes, offset, length));
    } else {
      content();
      super.writeBinary(variant, bytes, offset, length);
    }
  }

  /**
   * Returns whether a variant writes the canonical form of xs:base64Binary, in which a part is
   * shown when it is read.
   */
  private static boolean isCanonical(Base64Variant variant) {
    return variant == Base64Variants.MIME_NO_LINEFEEDS || variant == Base64Variants.MIME;
  }

  @Override
  public void writeCharacters(String text) throws XMLStreamException {
    if (!addToCandidate(text)) {
      content();
      super.writeCharacters(text);
    }
  }

  @Override
  public void writeCharacters(char[] text, int start, int length) throws XMLStreamException {
    if (!addToCandidate(CharBuffer.wrap(text, start, length))) {
      content();
      super.writeCharacters(text, start, length);
    }
  }

  /**
   * Adds text to the candidate of the current element; returns false if it has to be written now.
   * White space after an {@code xop:Include}, which a pretty-printer left, is dropped when the
   * content is written again.
   */
  private boolean addToCandidate(CharSequence text) throws XMLStreamException {
    if (candidate instanceof Candidate.Source) {
      return XmlWhitespace.isBlank(text);
    }
    if (candidate == null && !filled) {
      candidate = candidateFor(text);
    }
    try {
      return candidate instanceof Base64Candidate growing
          ? growing.add(text)
          : candidate instanceof Candidate.Whitespace blank && blank.add(text);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private @Nullable Candidate candidateFor(CharSequence text) {
    if (Base64Candidate.accepts(text)) {
      return new Base64Candidate(parts);
    }
    return protecting && startsWithSpace(text) ? new Candidate.Whitespace() : null;
  }

  private static boolean startsWithSpace(CharSequence text) {
    return !text.isEmpty() && XmlWhitespace.isBlank(text.subSequence(0, 1));
  }

  /** Writes the candidate as text, because content of another kind follows. */
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
    if (candidate instanceof Candidate.Whitespace blank) {
      candidate = null;
      blank.writeAsIndentation(mDelegate2);
    }
    content();
  }

  private void start(@Nullable String namespace, String localName) throws XMLStreamException {
    if (Xop.isInclude(namespace, localName)) {
      throw new IllegalArgumentException(
          "The envelope contains an element xop:Include, which MTOM cannot represent"
              + " (XOP section 3.1, MTOM step 1)");
    }
    markup();
    filled = false;
    contentType = null;
  }

  /** Decides on the candidate, since the current element is complete. */
  private void end() throws XMLStreamException {
    Candidate content = candidate;
    candidate = null;
    if (content != null) {
      storing(() -> decide(content));
    }
    filled = true;
  }

  private void decide(Candidate content) throws IOException, XMLStreamException {
    OutgoingPart.Content part = content.asPart();
    if (part == null) {
      content.writeAsText(mDelegate2);
    } else {
      include(contentType == null ? content.contentType() : contentType, part);
    }
  }

  private void include(String type, OutgoingPart.Content content) throws XMLStreamException {
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
    return new XMLStreamException("The binary content cannot be read or stored", e);
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
