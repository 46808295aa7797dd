package io.steatite.envelope.xml;

import io.steatite.envelope.xml.internal.InScopeNamespaces;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.ri.Stax2ReaderAdapter;
import org.codehaus.stax2.typed.Base64Variant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a {@link Recording}. Implements {@code XMLStreamReader} only; {@link Typed}
 * adds the typed access of {@code XMLStreamReader2}.
 */
final class FragmentReader extends MemoryReader implements NamespaceContext {
  private final Recording recording;
  private final int endToken;
  private int token;
  private int string;
  private int event = START_DOCUMENT;

  /** The START token of each open element. */
  private int[] open = new int[8];

  /** The index of the first string of each open element. */
  private int[] openStrings = new int[8];

  /** The length of {@link #bindings} in use outside each open element. */
  private int[] outerBindings = new int[8];

  private int depth;

  /** Prefix, namespace, prefix, namespace: all declarations in scope, the innermost last. */
  private String[] bindings;

  private int bindingCount;

  private FragmentReader(
      Recording recording,
      int firstToken,
      int endToken,
      int firstString,
      InScopeNamespaces inherited) {
    this.recording = recording;
    this.token = firstToken - 1;
    this.endToken = endToken;
    this.string = firstString;
    this.bindings = inherited.toArray(8);
    this.bindingCount = 2 * inherited.size();
  }

  /**
   * Returns a reader on START_DOCUMENT.
   *
   * @param firstToken the first event to read
   * @param endToken the event after the last one to read
   * @param firstString the first string of the first event
   * @param inherited the namespaces in scope around the events
   */
  static XMLStreamReader2 of(
      Recording recording,
      int firstToken,
      int endToken,
      int firstString,
      InScopeNamespaces inherited) {
    return new Typed(new FragmentReader(recording, firstToken, endToken, firstString, inherited));
  }

  @Override
  public int next() {
    if (event == END_DOCUMENT) {
      throw new NoSuchElementException();
    }
    if (event == END_ELEMENT) {
      bindingCount = outerBindings[--depth];
    } else if (event != START_DOCUMENT) {
      string += recording.stringCount(token);
    }
    if (++token == endToken) {
      event = END_DOCUMENT;
      return event;
    }
    event = eventOf(recording.kind(token));
    if (event == START_ELEMENT) {
      push();
    }
    return event;
  }

  private static int eventOf(int kind) {
    return switch (kind) {
      case Recording.START -> START_ELEMENT;
      case Recording.END -> END_ELEMENT;
      case Recording.CDATA -> CDATA;
      case Recording.COMMENT -> COMMENT;
      default -> CHARACTERS;
    };
  }

  private void push() {
    if (depth == open.length) {
      open = Arrays.copyOf(open, depth * 2);
      openStrings = Arrays.copyOf(openStrings, depth * 2);
      outerBindings = Arrays.copyOf(outerBindings, depth * 2);
    }
    open[depth] = token;
    openStrings[depth] = string;
    outerBindings[depth] = bindingCount;
    depth++;
    int count = 2 * recording.namespaceCount(token);
    while (bindingCount + count > bindings.length) {
      bindings = Arrays.copyOf(bindings, bindings.length * 2);
    }
    for (int i = 0; i < count; i++) {
      bindings[bindingCount++] = recording.stringAt(string + 3 + i);
    }
  }

  /** Returns the index of the current element's first string. */
  private int element() {
    if (event != START_ELEMENT && event != END_ELEMENT) {
      throw new IllegalStateException("Not on an element, event is " + event);
    }
    return openStrings[depth - 1];
  }

  private int startToken() {
    return open[depth - 1];
  }

  /** Returns the index of the first string of an attribute. */
  private int attribute(int index) {
    if (event != START_ELEMENT) {
      throw new IllegalStateException("Not on START_ELEMENT, event is " + event);
    }
    return element() + 3 + 2 * recording.namespaceCount(startToken()) + 4 * index;
  }

  @Override
  public String getLocalName() {
    return recording.stringAt(element() + 1);
  }

  @Override
  public String getNamespaceURI() {
    return recording.stringAt(element() + 2);
  }

  @Override
  public String getPrefix() {
    return recording.stringAt(element());
  }

  @Override
  public int getAttributeCount() {
    attribute(0);
    return recording.attributeCount(startToken());
  }

  @Override
  public String getAttributePrefix(int index) {
    return recording.stringAt(attribute(index));
  }

  @Override
  public String getAttributeLocalName(int index) {
    return recording.stringAt(attribute(index) + 1);
  }

  @Override
  public String getAttributeNamespace(int index) {
    return recording.stringAt(attribute(index) + 2);
  }

  @Override
  public String getAttributeValue(int index) {
    return recording.stringAt(attribute(index) + 3);
  }

  @Override
  public int getNamespaceCount() {
    element();
    return recording.namespaceCount(startToken());
  }

  @Override
  public String getNamespacePrefix(int index) {
    return recording.stringAt(element() + 3 + 2 * index);
  }

  @Override
  public String getNamespaceURI(int index) {
    return recording.stringAt(element() + 4 + 2 * index);
  }

  @Override
  public @Nullable String getNamespaceURI(String prefix) {
    if (prefix.equals(XMLConstants.XML_NS_PREFIX)) {
      return XMLConstants.XML_NS_URI;
    }
    for (int i = bindingCount - 2; i >= 0; i -= 2) {
      if (bindings[i].equals(prefix)) {
        return bindings[i + 1];
      }
    }
    return prefix.isEmpty() ? "" : null;
  }

  @Override
  public @Nullable String getPrefix(String namespace) {
    Iterator<String> prefixes = getPrefixes(namespace);
    return prefixes.hasNext() ? prefixes.next() : null;
  }

  @Override
  public Iterator<String> getPrefixes(String namespace) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (int i = bindingCount - 2; i >= 0; i -= 2) {
      if (bindings[i + 1].equals(namespace) && namespace.equals(getNamespaceURI(bindings[i]))) {
        prefixes.add(bindings[i]);
      }
    }
    return Collections.unmodifiableSet(prefixes).iterator();
  }

  @Override
  public NamespaceContext getNamespaceContext() {
    return this;
  }

  @Override
  public String getText() {
    if (!hasText()) {
      throw new IllegalStateException("Not on text, event is " + event);
    }
    return recording.stringAt(string);
  }

  @Override
  public int getEventType() {
    return event;
  }

  /** Typed access, with the exceptions that a parser throws. */
  private static final class Typed extends Stax2ReaderAdapter {
    Typed(FragmentReader reader) {
      super(reader);
    }

    /** A child element is bad content to a parser; the adapter takes it for a wrong state. */
    @Override
    public int readElementAsBinary(byte[] bytes, int offset, int length, Base64Variant variant)
        throws XMLStreamException {
      try {
        return super.readElementAsBinary(bytes, offset, length, variant);
      } catch (IllegalStateException e) {
        if (getEventType() == START_ELEMENT) {
          throw new XMLStreamException(
              "Expected binary content, found element " + getName(), getLocation(), e);
        }
        throw e;
      }
    }
  }
}
