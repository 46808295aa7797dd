package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.internal.BinaryContentWriter;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.bind.attachment.AttachmentMarshaller;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamWriter2Delegate;
import org.jspecify.annotations.Nullable;

/**
 * Replaces each {@code xop:Include} that a marshaller writes by the binary content it refers to.
 * The wrapped writer decides whether the content becomes a part of the message or base64 text.
 */
final class IncludeWriter extends StreamWriter2Delegate {
  private final Attachments attachments = new Attachments();
  private boolean including;
  private @Nullable String reference;

  IncludeWriter(XMLStreamWriter2 writer) {
    super(writer);
    setParent(writer); // the constructor of the superclass does not do this
  }

  /** Returns what the marshaller has to use, so that it refers to binary content. */
  AttachmentMarshaller attachments() {
    return attachments;
  }

  @Override
  public void writeStartElement(String prefix, String localName, String namespace)
      throws XMLStreamException {
    including = namespace.equals(BinaryContentWriter.XOP_NAMESPACE) && localName.equals("Include");
    if (!including) {
      super.writeStartElement(prefix, localName, namespace);
    }
  }

  @Override
  public void writeNamespace(String prefix, String namespace) throws XMLStreamException {
    if (!including) {
      super.writeNamespace(prefix, namespace);
    }
  }

  @Override
  public void writeAttribute(String localName, String value) throws XMLStreamException {
    if (including) {
      reference = value;
    } else {
      super.writeAttribute(localName, value);
    }
  }

  @Override
  public void writeEndElement() throws XMLStreamException {
    if (!including) {
      super.writeEndElement();
      return;
    }
    including = false;
    DataSource content = reference == null ? null : attachments.contents.remove(reference);
    if (content == null) {
      throw new XMLStreamException(
          "An object to be marshalled must not contain an xop:Include element (XOP section 3.1)");
    }
    BinaryContent.write(mDelegate2, content);
  }

  /** Stores binary content until the marshaller writes the reference to it. */
  private static final class Attachments extends AttachmentMarshaller {
    private final Map<String, DataSource> contents = new HashMap<>();
    private int count;

    @Override
    public boolean isXOPPackage() {
      return true;
    }

    @Override
    public String addMtomAttachment(DataHandler data, String namespace, String localName) {
      return add(data.getDataSource());
    }

    @Override
    public String addMtomAttachment(
        byte[] data,
        int offset,
        int length,
        @Nullable String mimeType,
        String namespace,
        String localName) {
      boolean whole = offset == 0 && length == data.length;
      byte[] bytes = whole ? data : Arrays.copyOfRange(data, offset, offset + length);
      return add(BinaryContent.of(bytes, mimeType == null ? BinaryContent.OCTET_STREAM : mimeType));
    }

    /** Refuses references of SOAP with Attachments (swaRef), which MTOM does not support. */
    @Override
    public String addSwaRefAttachment(DataHandler data) {
      throw new UnsupportedOperationException(
          "@XmlAttachmentRef (swaRef) is not supported; use MTOM");
    }

    private String add(DataSource content) {
      String reference = "cid:" + count++;
      contents.put(reference, content);
      return reference;
    }
  }
}
