package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.BinaryContentWriter;
import io.steatite.envelope.xml.XmlWhitespace;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.CharBuffer;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.typed.Base64Variant;
import org.codehaus.stax2.typed.Base64Variants;
import org.codehaus.stax2.util.StreamWriter2Delegate;
import org.jspecify.annotations.Nullable;

/**
 * Writes binary content at or above the threshold as {@code xop:Include} and a part (XOP section
 * 3.1), below it as canonical base64. Content that has text or elements beside it in its element
 * stays base64, since an {@code xop:Include} has to stand alone.
 */
final class XopWriter extends StreamWriter2Delegate implements BinaryContentWriter {
  private final OutgoingParts parts;
  private final int threshold;

  /** What xmime:contentType of the current element says, if a header field can say it too. */
  private @Nullable String contentType;

  /** Whether the current element has content already. */
  private boolean filled;

  /** Whether that content is an xop:Include. */
  private boolean included;

  /** The part of the current element, if it was written by typed access, which may go on. */
  private @Nullable GrowingContent growing;

  /**
   * @param parts takes what does not go into the document
   * @param threshold how many bytes content must have to become a part
   */
  XopWriter(XMLStreamWriter2 writer, OutgoingParts parts, int threshold) {
    super(writer);
    setParent(writer); // which the constructor above leaves out
    this.parts = parts;
    this.threshold = threshold;
  }

  @Override
  public void writeBinary(DataSource content) throws XMLStreamException {
    try {
      InputStream in = content.getInputStream();
      try {
        write(content, in);
      } catch (IOException | XMLStreamException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw new XMLStreamException("Cannot read binary content " + content.getName(), e);
    }
  }

  /** Looks no further into the content than it takes to know where it goes. */
  private void write(DataSource content, InputStream in) throws IOException, XMLStreamException {
    byte[] head = filled ? new byte[0] : in.readNBytes(threshold);
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), in);
    if (filled || head.length < threshold) {
      fill();
      BinaryContent.writeBase64(mDelegate2, all);
      all.close();
    } else {
      include(contentTypeOf(content), all);
    }
  }

  @Override
  public void writeBinary(byte[] bytes, int offset, int length) throws XMLStreamException {
    writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, offset, length);
  }

  /** What is written in several calls for one element is one content, as with WCF. */
  @Override
  public void writeBinary(Base64Variant variant, byte[] bytes, int offset, int length)
      throws XMLStreamException {
    if (growing != null) {
      growing.write(bytes, offset, length);
    } else if (filled || length < threshold || !isCanonical(variant)) {
      fill();
      super.writeBinary(variant, bytes, offset, length);
    } else {
      GrowingContent content = new GrowingContent();
      content.write(bytes, offset, length);
      include(contentType == null ? BinaryContent.OCTET_STREAM : contentType, content);
      growing = content;
    }
  }

  /** Whether that is how xs:base64Binary is written, which a part is shown as when it is read. */
  private static boolean isCanonical(Base64Variant variant) {
    return variant == Base64Variants.MIME_NO_LINEFEEDS || variant == Base64Variants.MIME;
  }

  private String contentTypeOf(DataSource content) {
    String type = contentType != null ? contentType : content.getContentType();
    return type == null || type.isBlank() ? BinaryContent.OCTET_STREAM : type;
  }

  private void include(String type, InputStream content) throws XMLStreamException {
    String contentId = parts.add(type, content);
    super.writeEmptyElement(Xop.PREFIX, Xop.INCLUDE, Xop.NAMESPACE);
    super.writeAttribute(Xop.HREF, "cid:" + contentId);
    super.writeNamespace(Xop.PREFIX, Xop.NAMESPACE);
    filled = true;
    included = true;
  }

  /** Content of another kind goes into the current element. */
  private void fill() {
    if (included) {
      throw new IllegalStateException(
          "Nothing may follow binary content in its element (XOP section 3.1)");
    }
    filled = true;
  }

  private void start(@Nullable String namespace, String localName) {
    if (Xop.isInclude(namespace, localName)) {
      throw new IllegalArgumentException(
          "The envelope holds an element xop:Include already, which cannot travel as MTOM"
              + " (XOP section 3.1, MTOM step 1)");
    }
    fill();
    filled = false;
    contentType = null;
  }

  private void end() {
    filled = true;
    included = false;
    growing = null;
    contentType = null;
  }

  private void attribute(@Nullable String namespace, String localName, String value) {
    if (Xop.isContentType(namespace, localName)) {
      contentType = OutgoingParts.isFieldValue(value) ? value : null;
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
    super.writeEndElement();
    end();
  }

  @Override
  public void writeFullEndElement() throws XMLStreamException {
    super.writeFullEndElement();
    end();
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
  public void writeCharacters(String text) throws XMLStreamException {
    if (!isIdle(text)) {
      fill();
      super.writeCharacters(text);
    }
  }

  @Override
  public void writeCharacters(char[] text, int start, int length) throws XMLStreamException {
    if (!isIdle(CharBuffer.wrap(text, start, length))) {
      fill();
      super.writeCharacters(text, start, length);
    }
  }

  /** White space that a pretty-printer left after an xop:Include goes when it is written again. */
  private boolean isIdle(CharSequence text) {
    return included && XmlWhitespace.isBlank(text);
  }

  @Override
  public void writeCData(String text) throws XMLStreamException {
    fill();
    super.writeCData(text);
  }

  @Override
  public void copyEventFromReader(XMLStreamReader2 reader, boolean preserve)
      throws XMLStreamException {
    switch (reader.getEventType()) {
      case XMLStreamReader2.START_ELEMENT -> {
        start(reader.getNamespaceURI(), reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          attribute(
              reader.getAttributeNamespace(i),
              reader.getAttributeLocalName(i),
              reader.getAttributeValue(i));
        }
      }
      case XMLStreamReader2.END_ELEMENT -> end();
      default -> fill();
    }
    super.copyEventFromReader(reader, preserve);
  }
}
