package io.steatite.envelope.xml;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

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
    writer.writeStartElement(prefix, name.getLocalPart(), name.getNamespaceURI());
    declareUnlessBound(writer, prefix, name.getNamespaceURI());
  }

  /**
   * Declares a namespace on the element just started, unless its prefix is bound to it already.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void declareUnlessBound(XMLStreamWriter2 writer, String prefix, String namespace)
      throws XMLStreamException {
    if (!isBound(writer, prefix, namespace)) {
      declare(writer, prefix, namespace);
    }
  }

  /** Declares a namespace on the element just started, as the default one if there is no prefix. */
  static void declare(XMLStreamWriter2 writer, String prefix, String namespace)
      throws XMLStreamException {
    if (prefix.isEmpty()) {
      writer.writeDefaultNamespace(namespace);
    } else {
      writer.writeNamespace(prefix, namespace);
    }
  }

  /** Whether a prefix stands for the namespace where the writer is. */
  static boolean isBound(XMLStreamWriter2 writer, String prefix, String namespace) {
    return namespace.equals(bound(writer, prefix));
  }

  /**
   * Makes names without prefix mean no namespace in the element just started, which has one itself.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void undeclareDefault(XMLStreamWriter2 writer) throws XMLStreamException {
    declareUnlessBound(writer, "", "");
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
    return bind(writer, name.getPrefix(), namespace) + ':' + name.getLocalPart();
  }

  /**
   * A prefix for the namespace, declared on the element just started if need be: the given one,
   * unless it is empty or means something else there.
   */
  static String bind(XMLStreamWriter2 writer, String prefix, String namespace)
      throws XMLStreamException {
    String wanted = prefix.isEmpty() ? "q" : prefix;
    String candidate = wanted;
    String bound = bound(writer, candidate);
    for (int i = 1; !bound.isEmpty() && !bound.equals(namespace); i++) {
      candidate = wanted + i;
      bound = bound(writer, candidate);
    }
    if (bound.isEmpty()) {
      writer.writeNamespace(candidate, namespace);
    }
    return candidate;
  }

  /** Declares a namespace on the element just started, unless its prefix is in use there. */
  public static void declareUnlessUsed(XMLStreamWriter2 writer, String prefix, String namespace)
      throws XMLStreamException {
    if (bound(writer, prefix).isEmpty()) {
      writer.writeNamespace(prefix, namespace);
    }
  }

  /**
   * Writes an attribute, with its prefix declared on the element just started if need be.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void writeAttribute(XMLStreamWriter2 writer, QName name, String value)
      throws XMLStreamException {
    String namespace = name.getNamespaceURI();
    if (namespace.isEmpty()) {
      writer.writeAttribute(name.getLocalPart(), value);
    } else {
      String prefix =
          namespace.equals(XMLConstants.XML_NS_URI)
              ? XMLConstants.XML_NS_PREFIX
              : bind(writer, name.getPrefix(), namespace);
      writer.writeAttribute(prefix, namespace, name.getLocalPart(), value);
    }
  }

  private static String bound(XMLStreamWriter2 writer, String prefix) {
    String bound = writer.getNamespaceContext().getNamespaceURI(prefix);
    return bound == null ? "" : bound;
  }

  /** A prefix or namespace as StAX may give it: some readers say null where there is none. */
  static String orEmpty(@Nullable String name) {
    return name == null ? "" : name;
  }
}
