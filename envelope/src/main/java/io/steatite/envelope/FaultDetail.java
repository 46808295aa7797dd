package io.steatite.envelope;

import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.InScopeNamespaces;
import io.steatite.envelope.xml.internal.XmlNames;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;

/**
 * The detail of a received fault, with its attributes (SOAP 1.2 Part 1 section 5.4.5) except those
 * of SOAP itself.
 *
 * @param element the whole detail element
 */
record FaultDetail(XmlFragment element) implements XmlContent {
  Map<QName, String> attributes() {
    return element.attributes(SoapVersion::isForeignAttribute);
  }

  /**
   * Returns the namespaces in scope in a received detail, since its attributes and text may use
   * their prefixes; none if the detail was not received.
   */
  static InScopeNamespaces inScope(XmlContent detail) {
    return detail instanceof FaultDetail received
        ? received.element.content().inScope()
        : InScopeNamespaces.NONE;
  }

  @Override
  public void writeTo(XMLStreamWriter2 writer) throws XMLStreamException {
    for (Map.Entry<QName, String> attribute : attributes().entrySet()) {
      XmlNames.writeAttribute(writer, attribute.getKey(), attribute.getValue());
    }
    element.content().writeTo(writer);
  }
}
