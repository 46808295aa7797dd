package io.steatite.envelope.xml.internal;

import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * The in-scope namespaces of an element (XML Information Set section 2.2): a map from prefixes to
 * namespaces. The empty prefix stands for the default namespace.
 *
 * <p>Immutable, safe for use by several threads.
 */
public final class InScopeNamespaces {
  /** No bindings: names without prefix are in no namespace. */
  public static final InScopeNamespaces NONE = new InScopeNamespaces(new String[0]);

  /** Prefix, namespace, prefix, namespace. */
  private final String[] bindings;

  private InScopeNamespaces(String[] bindings) {
    this.bindings = bindings;
  }

  /**
   * Returns the namespaces in scope inside an element: these, and those that the element declares.
   *
   * @param reader is on the START_ELEMENT
   */
  public InScopeNamespaces inside(XMLStreamReader reader) {
    int count = reader.getNamespaceCount();
    if (count == 0) {
      return this;
    }
    String[] inside = Arrays.copyOf(bindings, bindings.length + 2 * count);
    int length = bindings.length;
    for (int i = 0; i < count; i++) {
      String prefix = XmlNames.orEmpty(reader.getNamespacePrefix(i));
      int place = place(inside, length, prefix);
      inside[place] = prefix;
      inside[place + 1] = XmlNames.orEmpty(reader.getNamespaceURI(i));
      length = Math.max(length, place + 2);
    }
    return new InScopeNamespaces(length == inside.length ? inside : Arrays.copyOf(inside, length));
  }

  /** Returns these bindings with one more, or with another namespace for the prefix. */
  public InScopeNamespaces with(String prefix, String namespace) {
    int place = place(prefix);
    String[] more = Arrays.copyOf(bindings, place < bindings.length ? bindings.length : place + 2);
    more[place] = prefix;
    more[place + 1] = namespace;
    return new InScopeNamespaces(more);
  }

  /** Returns the index of the prefix, or the index where it would be appended. */
  private int place(String prefix) {
    return place(bindings, bindings.length, prefix);
  }

  private static int place(String[] bindings, int length, String prefix) {
    int place = 0;
    while (place < length && !bindings[place].equals(prefix)) {
      place += 2;
    }
    return place;
  }

  /** Returns the namespace that a prefix is bound to, or null if it is not bound. */
  public @Nullable String namespace(String prefix) {
    int place = place(prefix);
    return place < bindings.length ? bindings[place + 1] : null;
  }

  /** Returns these bindings without the default namespace. */
  public InScopeNamespaces withoutDefault() {
    InScopeNamespaces prefixes = NONE;
    for (int i = 0; i < bindings.length; i += 2) {
      prefixes = bindings[i].isEmpty() ? prefixes : prefixes.with(bindings[i], bindings[i + 1]);
    }
    return prefixes;
  }

  /**
   * Returns the declarations that are missing at the writer's position: the bindings that are not
   * in scope there, and {@code xmlns=""} if a default namespace is in scope there but not here.
   */
  public InScopeNamespaces lackingIn(XMLStreamWriter2 writer) {
    InScopeNamespaces lacking = NONE;
    for (int i = 0; i < bindings.length; i += 2) {
      if (!XmlNames.isBound(writer, bindings[i], bindings[i + 1])) {
        lacking = lacking.with(bindings[i], bindings[i + 1]);
      }
    }
    return namespace("") != null || XmlNames.isBound(writer, "", "")
        ? lacking
        : lacking.with("", "");
  }

  /** Returns the number of bindings. */
  public int size() {
    return bindings.length / 2;
  }

  /** Returns the prefix of a binding, by index from 0. */
  public String prefixAt(int index) {
    return bindings[2 * index];
  }

  /** Returns the namespace of a binding, by index from 0. */
  public String namespaceAt(int index) {
    return bindings[2 * index + 1];
  }

  /** Returns prefix, namespace, prefix, namespace, and the given number of nulls at the end. */
  public String[] toArray(int emptyPlaces) {
    return Arrays.copyOf(bindings, bindings.length + emptyPlaces);
  }

  /**
   * Declares the bindings that are not in scope on the element that was started last. The prefix of
   * that element must not be bound to another namespace here.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public void declareOn(XMLStreamWriter2 writer) throws XMLStreamException {
    for (int i = 0; i < bindings.length; i += 2) {
      XmlNames.declareUnlessBound(writer, bindings[i], bindings[i + 1]);
    }
  }

  /** Returns the bindings as text, for logs. */
  @Override
  public String toString() {
    return Arrays.toString(bindings);
  }
}
