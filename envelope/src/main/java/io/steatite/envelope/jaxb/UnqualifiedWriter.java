package io.steatite.envelope.jaxb;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamWriter2Delegate;
import org.jspecify.annotations.Nullable;

/**
 * Undeclares the default namespace around what is marshalled, unless a default namespace is
 * declared there anyway. JAXB takes for granted that there is none, and its unqualified elements
 * would be in the one around.
 */
final class UnqualifiedWriter extends StreamWriter2Delegate {
  private boolean started;

  /** Whether the outermost element is open and no default namespace has been declared on it. */
  private boolean undecided;

  private UnqualifiedWriter(XMLStreamWriter2 writer) {
    super(writer);
    setParent(writer); // which the constructor above leaves out
  }

  /** The writer, with no default namespace in scope. */
  static XMLStreamWriter2 of(XMLStreamWriter2 writer) {
    String around = writer.getNamespaceContext().getNamespaceURI("");
    return around == null || around.isEmpty() ? writer : new UnqualifiedWriter(writer);
  }

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

  /** The bindings of prefixes, without the default namespace. */
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
