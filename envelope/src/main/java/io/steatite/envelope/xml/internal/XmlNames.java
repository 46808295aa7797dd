package io.steatite.envelope.xml.internal;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/** Writes qualified names, and declares their prefixes where they are not yet bound. */
public final class XmlNames {
  private XmlNames() {}

  /**
   * Starts an element, and declares its namespace unless its prefix is bound to it already. A name
   * without prefix declares its namespace as the default namespace.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void writeStart(XMLStreamWriter2 writer, QName name) throws XMLStreamException {
    writeStart(writer, name.getPrefix(), name.getLocalPart(), name.getNamespaceURI());
  }

  /**
   * Starts an element, and declares its namespace unless its prefix is bound to it already.
   *
   * @param prefix empty to declare the namespace as the default namespace
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void writeStart(
      XMLStreamWriter2 writer, String prefix, String localName, String namespace)
      throws XMLStreamException {
    writer.writeStartElement(prefix, localName, namespace);
    declareUnlessBound(writer, prefix, namespace);
  }

  /**
   * Declares a namespace on the element that was started last, unless the prefix is bound to it
   * already.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void declareUnlessBound(XMLStreamWriter2 writer, String prefix, String namespace)
      throws XMLStreamException {
    if (!isBound(writer, prefix, namespace)) {
      declare(writer, prefix, namespace);
    }
  }

  /**
   * Declares a namespace on the element that was started last.
   *
   * @param prefix empty to declare the default namespace
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void declare(XMLStreamWriter2 writer, String prefix, String namespace)
      throws XMLStreamException {
    if (prefix.isEmpty()) {
      writer.writeDefaultNamespace(namespace);
    } else {
      writer.writeNamespace(prefix, namespace);
    }
  }

  /** Returns whether a prefix is bound to the namespace at the writer's position. */
  public static boolean isBound(XMLStreamWriter2 writer, String prefix, String namespace) {
    return namespace.equals(bound(writer, prefix));
  }

  /**
   * Undeclares the default namespace on the element that was started last, so that names without
   * prefix are in no namespace. The element must have a prefix.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void undeclareDefault(XMLStreamWriter2 writer) throws XMLStreamException {
    declareUnlessBound(writer, "", "");
  }

  /**
   * Returns a qualified name as text, {@code prefix:local}. Declares the prefix on the element that
   * was started last if necessary.
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
   * Finds a prefix for the namespace, and declares it on the element that was started last if
   * necessary.
   *
   * @param prefix the preferred prefix; a number is appended if it is bound to another namespace;
   *     {@code q} if empty
   * @return the prefix to use
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static String bind(XMLStreamWriter2 writer, String prefix, String namespace)
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

  /**
   * Declares a namespace on the element that was started last, unless the prefix is bound to any
   * namespace there.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void declareUnlessUsed(XMLStreamWriter2 writer, String prefix, String namespace)
      throws XMLStreamException {
    if (bound(writer, prefix).isEmpty()) {
      writer.writeNamespace(prefix, namespace);
    }
  }

  /**
   * Writes an attribute, and declares its prefix on the element that was started last if necessary.
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
    return orEmpty(writer.getNamespaceContext().getNamespaceURI(prefix));
  }

  /**
   * Returns a prefix or namespace that StAX reported, or the empty string for null: some
   * implementations report an absent one as null.
   */
  public static String orEmpty(@Nullable String name) {
    return name == null ? "" : name;
  }
}
