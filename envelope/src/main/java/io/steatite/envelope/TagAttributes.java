package io.steatite.envelope;

import io.steatite.envelope.xml.InScopeNamespaces;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlNames;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * The attributes of an element of a received envelope, such as the {@code wsu:Id} of a signed body,
 * with what their values may need to be in scope.
 */
final class TagAttributes implements XmlContent {
  private final InScopeNamespaces inScope;
  private final QName[] names;
  private final String[] values;

  private TagAttributes(XMLStreamReader2 reader, InScopeNamespaces inScope) {
    this.inScope = inScope;
    this.names = new QName[reader.getAttributeCount()];
    this.values = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = reader.getAttributeName(i);
      values[i] = reader.getAttributeValue(i);
    }
  }

  /**
   * Those of the element the reader is on the START_ELEMENT of.
   *
   * @param inScope inside of it
   */
  static XmlContent of(XMLStreamReader2 reader, InScopeNamespaces inScope) {
    return reader.getAttributeCount() == 0 ? EMPTY : new TagAttributes(reader, inScope);
  }

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    inScope.declareOn(writer);
    for (int i = 0; i < names.length; i++) {
      XmlNames.writeAttribute(writer, names[i], values[i]);
    }
  }
}
