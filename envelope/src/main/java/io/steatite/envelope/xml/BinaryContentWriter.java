package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import javax.xml.stream.XMLStreamException;

/**
 * An {@code XMLStreamWriter2} that can take binary content as it is, to send it beside the document
 * instead of as base64 text within it. Use it through {@link BinaryContent#write}.
 */
public interface BinaryContentWriter {
  /**
   * Writes the content as the only child of the element just started.
   *
   * @param content opened once, possibly after the whole document was written
   * @throws XMLStreamException if the content cannot be read or written
   */
  void writeBinary(DataSource content) throws XMLStreamException;
}
