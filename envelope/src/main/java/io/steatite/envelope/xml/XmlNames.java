package io.steatite.envelope.xml;

import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/** Writes qualified names with a prefix that is bound where they stand. */
public final class XmlNames {
  private XmlNames() {}

  /**
   * Starts an element; declares its namespace unless its prefix is bound to it already. A name
   * without prefix declares its namespace as the default one.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void writeStart(XMLStreamWriter2 writer, QName name) throws XMLStreamException {
    String prefix = name.getPrefix();
    String namespace = name.getNamespaceURI();
    boolean bound = isBound(writer, prefix, namespace);
    writer.writeStartElement(prefix, name.getLocalPart(), namespace);
    if (!bound) {
      if (prefix.isEmpty()) {
        writer.writeDefaultNamespace(namespace);
      } else {
        writer.writeNamespace(prefix, namespace);
      }
    }
  }

  /**
   * A qualified name as text, {@code prefix:local}, with the prefix declared on the element just
   * started if need be.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static String declare(XMLStreamWriter2 writer, QName name) throws XMLStreamException {
    String namespace = name.getNamespaceURI();
    if (namespace.isEmpty()) {
      return name.getLocalPart();
    }
    String prefix = name.getPrefix().isEmpty() ? "q" : name.getPrefix();
    if (!isBound(writer, prefix, namespace)) {
      writer.writeNamespace(prefix, namespace);
    }
    return prefix + ':' + name.getLocalPart();
  }

  private static boolean isBound(XMLStreamWriter2 writer, String prefix, String namespace) {
    String bound = writer.getNamespaceContext().getNamespaceURI(prefix);
    return namespace.equals(bound == null ? "" : bound);
  }
}
