package io.steatite.envelope.xml.internal;

import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * The in-scope namespaces of an element (XML Information Set section 2.2): which prefix stands for
 * which namespace there; the empty prefix for the default one. Each prefix is in it once.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class InScopeNamespaces {
  /** No prefix stands for anything, and names without prefix are in no namespace. */
  public static final InScopeNamespaces NONE = new InScopeNamespaces(new String[0]);

  /** Prefix, namespace, prefix, namespace. */
  private final String[] bindings;

  private InScopeNamespaces(String[] bindings) {
    this.bindings = bindings;
  }

  /**
   * Those inside of an element that stands where these are in scope.
   *
   * @param reader on the START_ELEMENT
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

  /** These, with a prefix that now stands for this namespace. */
  public InScopeNamespaces with(String prefix, String namespace) {
    int place = place(prefix);
    String[] more = Arrays.copyOf(bindings, place < bindings.length ? bindings.length : place + 2);
    more[place] = prefix;
    more[place + 1] = namespace;
    return new InScopeNamespaces(more);
  }

  /** Where the prefix is, or would be appended. */
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

  /** What a prefix stands for; null if these do not say. */
  public @Nullable String namespace(String prefix) {
    int place = place(prefix);
    return place < bindings.length ? bindings[place + 1] : null;
  }

  /** These without a default namespace. */
  public InScopeNamespaces withoutDefault() {
    InScopeNamespaces prefixes = NONE;
    for (int i = 0; i < bindings.length; i += 2) {
      prefixes = bindings[i].isEmpty() ? prefixes : prefixes.with(bindings[i], bindings[i + 1]);
    }
    return prefixes;
  }

  /**
   * What has to be declared where the writer is, for these to be in scope: those it lacks, and no
   * default namespace if it has one and these do not.
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

  /** How many prefixes there are. */
  public int size() {
    return bindings.length / 2;
  }

  /** The prefix at an index from 0. */
  public String prefixAt(int index) {
    return bindings[2 * index];
  }

  /** The namespace that the prefix at an index stands for. */
  public String namespaceAt(int index) {
    return bindings[2 * index + 1];
  }

  /** Prefix, namespace, prefix, namespace, and empty places at the end. */
  public String[] toArray(int emptyPlaces) {
    return Arrays.copyOf(bindings, bindings.length + emptyPlaces);
  }

  /**
   * Declares on the element just started what is not in scope there; its own prefix must not stand
   * for something else here.
   *
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public void declareOn(XMLStreamWriter2 writer) throws XMLStreamException {
    for (int i = 0; i < bindings.length; i += 2) {
      XmlNames.declareUnlessBound(writer, bindings[i], bindings[i + 1]);
    }
  }

  /** For logs. */
  @Override
  public String toString() {
    return Arrays.toString(bindings);
  }
}
