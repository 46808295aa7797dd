package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.internal.BinaryContentReader;
import io.steatite.envelope.xml.internal.BinaryContentWriter;
import jakarta.activation.DataSource;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.util.StreamReader2Delegate;
import org.jspecify.annotations.Nullable;

/**
 * Replaces binary content by an empty element {@code xop:Include} that refers to it. An
 * unmarshaller reads binary content without base64 only in this form.
 */
final class IncludeReader extends StreamReader2Delegate {
  private static final QName INCLUDE = new QName(BinaryContentWriter.XOP_NAMESPACE, "Include");

  private final BinaryContentReader binary;
  private final ReceivedAttachments attachments;

  /** The reference of the current xop:Include; null on any other event. */
  private @Nullable String reference;

  private boolean ended;

  /**
   * Creates a reader.
   *
   * @param reader the reader to wrap
   * @param binary the same instance
   * @param attachments stores the content that was replaced
   */
  IncludeReader(
      XMLStreamReader2 reader, BinaryContentReader binary, ReceivedAttachments attachments) {
    super(reader);
    this.binary = binary;
    this.attachments = attachments;
  }

  @Override
  public int next() throws XMLStreamException {
    if (reference != null && !ended) {
      ended = true;
      return END_ELEMENT;
    }
    reference = null;
    int event = super.next();
    DataSource content = event == CHARACTERS ? binary.takeBinaryContent() : null;
    if (content == null) {
      return event;
    }
    reference = attachments.add(content);
    ended = false;
    return START_ELEMENT;
  }

  @Override
  public int getEventType() {
    if (reference == null) {
      return super.getEventType();
    }
    return ended ? END_ELEMENT : START_ELEMENT;
  }

  @Override
  public QName getName() {
    return reference == null ? super.getName() : INCLUDE;
  }

  @Override
  public String getLocalName() {
    return reference == null ? super.getLocalName() : INCLUDE.getLocalPart();
  }

  @Override
  public String getNamespaceURI() {
    return reference == null ? super.getNamespaceURI() : INCLUDE.getNamespaceURI();
  }

  @Override
  public String getPrefix() {
    return reference == null ? super.getPrefix() : INCLUDE.getPrefix();
  }

  @Override
  public int getNamespaceCount() {
    return reference == null ? super.getNamespaceCount() : 0;
  }

  @Override
  public int getAttributeCount() {
    return reference == null ? super.getAttributeCount() : 1;
  }

  @Override
  public String getAttributeLocalName(int index) {
    return reference == null ? super.getAttributeLocalName(index) : "href";
  }

  @Override
  public String getAttributeNamespace(int index) {
    return reference == null ? super.getAttributeNamespace(index) : "";
  }

  @Override
  public String getAttributePrefix(int index) {
    return reference == null ? super.getAttributePrefix(index) : "";
  }

  @Override
  public String getAttributeValue(int index) {
    return reference == null ? super.getAttributeValue(index) : reference;
  }
}
