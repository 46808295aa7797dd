package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamWriter2Delegate;
import org.jspecify.annotations.Nullable;

/**
 * Replaces each {@code xop:Include} that a marshaller writes by the binary content it refers to. The
 * wrapped writer decides whether the content becomes a part of the message or base64 text.
 */
final class IncludeWriter extends StreamWriter2Delegate {
  /** The namespace of XOP section 2.1. */
  static final String XOP = "http://www.w3.org/2004/08/xop/include";

  private final SentAttachments attachments;
  private boolean including;
  private @Nullable String reference;

  IncludeWriter(XMLStreamWriter2 writer, SentAttachments attachments) {
    super(writer);
    setParent(writer); // the constructor of the superclass does not do this
    this.attachments = attachments;
  }

  @Override
  public void writeStartElement(String prefix, String localName, String namespace)
      throws XMLStreamException {
    including = namespace.equals(XOP) && localName.equals("Include");
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
    DataSource content = reference == null ? null : attachments.take(reference);
    if (content == null) {
      throw new XMLStreamException(
          "An object to be marshalled must not contain an xop:Include element (XOP section 3.1)");
    }
    BinaryContent.write(mDelegate2, content);
  }
}
