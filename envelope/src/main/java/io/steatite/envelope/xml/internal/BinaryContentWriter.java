package io.steatite.envelope.xml.internal;

import jakarta.activation.DataSource;
import javax.xml.stream.XMLStreamException;

/**
 * An {@code XMLStreamWriter2} that accepts binary content as it is, and can send it as a part
 * beside the document instead of as base64 text in it. Applications call {@link
 * io.steatite.envelope.xml.BinaryContent#write} instead.
 */
public interface BinaryContentWriter {
  /** The namespace of {@code xop:Include}, which refers to binary content (XOP section 2.1). */
  String XOP_NAMESPACE = "http://www.w3.org/2004/08/xop/include";

  /**
   * Writes the content as the only child of the element that was started last.
   *
   * @param content is opened once, possibly after the whole document was written
   * @throws XMLStreamException if the content cannot be read or written
   */
  void writeBinary(DataSource content) throws XMLStreamException;
}
