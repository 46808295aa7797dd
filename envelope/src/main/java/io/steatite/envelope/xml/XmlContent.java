package io.steatite.envelope.xml;

import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Writes XML: the content of a body, of a header block, or of a fault detail. It must write the
 * same XML each time.
 *
 * <p>The writer is inside an element whose name and namespaces are already written. The content may
 * write attributes of that element first, then children. It must end every element it starts, and
 * must neither close the writer nor end the document. Use {@link BinaryContent#write} for binary
 * content.
 */
@FunctionalInterface
public interface XmlContent {
  /** Content that writes nothing. */
  XmlContent EMPTY = writer -> {};

  /**
   * Writes this content.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  void writeTo(XMLStreamWriter2 writer) throws XMLStreamException;

  /** Returns the name of the first element that this content writes, if known in advance. */
  default Optional<QName> name() {
    return Optional.empty();
  }
}
