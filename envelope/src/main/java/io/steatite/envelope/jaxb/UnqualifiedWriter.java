package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.internal.XmlNames;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamWriter2Delegate;
import org.jspecify.annotations.Nullable;

/**
 * Undeclares the default namespace on the outermost element that is marshalled, unless that element
 * declares one itself. JAXB assumes that no default namespace is in scope; without this writer its
 * unqualified elements would be in the namespace of the surrounding XML.
 */
final class UnqualifiedWriter extends StreamWriter2Delegate {
  private boolean started;

  /** Whether the start tag of the outermost element is open and declares no default namespace. */
  private boolean undecided;

  private UnqualifiedWriter(XMLStreamWriter2 writer) {
    super(writer);
    setParent(writer); // the constructor of the superclass does not do this
  }

  /** Wraps the writer if a default namespace is in scope, or else returns the writer itself. */
  static XMLStreamWriter2 of(XMLStreamWriter2 writer) {
    return XmlNames.isBound(writer, "", "") ? writer : new UnqualifiedWriter(writer);
  }

  /** Undeclares the default namespace if the start tag is complete. */
  private void decide() throws XMLStreamException {
    if (undecided) {
      undecided = false;
      super.writeDefaultNamespace("");
    }
  }

  @Override
  public void writeStartElement(String prefix, String localName, String namespace)
      throws XMLStreamException {
    decide();
    super.writeStartElement(prefix, localName, namespace);
    undecided = !started;
    started = true;
  }

  @Override
  public void writeNamespace(String prefix, String namespace) throws XMLStreamException {
    undecided &= !prefix.isEmpty();
    super.writeNamespace(prefix, namespace);
  }

  @Override
  public void writeDefaultNamespace(String namespace) throws XMLStreamException {
    undecided = false;
    super.writeDefaultNamespace(namespace);
  }

  @Override
  public void writeAttribute(String localName, String value) throws XMLStreamException {
    decide();
    super.writeAttribute(localName, value);
  }

  @Override
  public void writeAttribute(String prefix, String namespace, String localName, String value)
      throws XMLStreamException {
    decide();
    super.writeAttribute(prefix, namespace, localName, value);
  }

  @Override
  public void writeCharacters(String text) throws XMLStreamException {
    decide();
    super.writeCharacters(text);
  }

  @Override
  public void writeCharacters(char[] text, int start, int length) throws XMLStreamException {
    decide();
    super.writeCharacters(text, start, length);
  }

  @Override
  public void writeEndElement() throws XMLStreamException {
    decide();
    super.writeEndElement();
  }

  @Override
  public NamespaceContext getNamespaceContext() {
    return new Prefixed(super.getNamespaceContext());
  }

  /** The namespace context without the default namespace. */
  private record Prefixed(NamespaceContext all) implements NamespaceContext {
    @Override
    public @Nullable String getNamespaceURI(String prefix) {
      return prefix.isEmpty() ? "" : all.getNamespaceURI(prefix);
    }

    @Override
    public @Nullable String getPrefix(String namespace) {
      Iterator<String> prefixes = getPrefixes(namespace);
      return prefixes.hasNext() ? prefixes.next() : null;
    }

    @Override
    public Iterator<String> getPrefixes(String namespace) {
      List<String> named = new ArrayList<>();
      all.getPrefixes(namespace).forEachRemaining(named::add);
      named.remove("");
      return named.iterator();
    }
  }
}
