package io.steatite.envelope.xml;

import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * Something that can write itself as XML, any number of times: the content of a body, of a header
 * block, of a fault detail.
 *
 * <p>The writer given is inside an element whose name and namespaces are already written; the
 * content may add attributes first, then children. It must leave the writer at the same depth and
 * must neither close it nor end the document. Binary content goes through {@link
 * BinaryContent#write}.
 */
@FunctionalInterface
public interface XmlContent {
  /** No content at all. */
  XmlContent EMPTY = writer -> {};

  /**
   * Writes this content.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  void writeTo(XMLStreamWriter2 writer) throws XMLStreamException;

  /** The name of the first element it writes, as far as that is known without writing. */
  default Optional<QName> name() {
    return Optional.empty();
  }
}
