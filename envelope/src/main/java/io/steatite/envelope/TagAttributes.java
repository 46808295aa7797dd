package io.steatite.envelope;

import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.XmlNames;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * The attributes of an element of a received envelope, such as the {@code wsu:Id} of a signed body,
 * with the namespace bindings that qualified names in their values may need.
 */
final class TagAttributes {
  /** No attributes. */
  static final TagAttributes NONE =
      new TagAttributes(InScopeNamespaces.NONE, new QName[0], new String[0]);

  private final InScopeNamespaces inScope;
  private final QName[] names;
  private final String[] values;

  private TagAttributes(InScopeNamespaces inScope, QName[] names, String[] values) {
    this.inScope = inScope;
    this.names = names;
    this.values = values;
  }

  /**
   * Returns the attributes of the element that the reader has just started.
   *
   * @param inScope the bindings inside the element
   */
  static TagAttributes of(XMLStreamReader2 reader, InScopeNamespaces inScope) {
    int count = reader.getAttributeCount();
    if (count == 0) {
      return NONE;
    }
    QName[] names = new QName[count];
    String[] values = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = reader.getAttributeName(i);
      values[i] = reader.getAttributeValue(i);
    }
    return new TagAttributes(inScope, names, values);
  }

  boolean isEmpty() {
    return names.length == 0;
  }

  /** Returns the bindings inside the element. */
  InScopeNamespaces inScope() {
    return inScope;
  }

  /**
   * Writes the attributes on the current element, on which the bindings are declared.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    for (int i = 0; i < names.length; i++) {
      XmlNames.writeAttribute(writer, names[i], values[i]);
    }
  }
}
