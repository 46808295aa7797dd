package io.steatite.envelope.xml.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.util.StreamReader2Delegate;

/**
 * Adapts a reader to consumers of {@code StAXSource}. The JDK's transformers ignore the namespace
 * context and drop CDATA sections. So this reader reports inherited namespace bindings as
 * declarations of the outermost elements, and CDATA sections as text. The bindings are reported
 * even if no name uses their prefix, because QNames in content may use it.
 */
public final class SourceReader extends StreamReader2Delegate {
  private final List<Map.Entry<String, String>> around;
  private final int outermost;

  /**
   * @param reader is on the START_ELEMENT of an outermost element, or on START_DOCUMENT
   * @param inherited the namespaces in scope around what is read
   */
  public SourceReader(XMLStreamReader2 reader, InScopeNamespaces inherited) {
    super(reader);
    this.around = toReport(inherited);
    this.outermost = Math.max(reader.getDepth(), 1);
  }

  private static List<Map.Entry<String, String>> toReport(InScopeNamespaces inherited) {
    Map<String, String> bindings = new LinkedHashMap<>();
    for (int i = 0; i < inherited.size(); i++) {
      bindings.put(inherited.prefixAt(i), inherited.namespaceAt(i));
    }
    bindings.remove("", "");
    return List.copyOf(bindings.entrySet());
  }

  @Override
  public int next() throws XMLStreamException {
    return withoutCData(super.next());
  }

  @Override
  public int getEventType() {
    return withoutCData(super.getEventType());
  }

  @Override
  public boolean isCharacters() {
    return getEventType() == CHARACTERS;
  }

  private static int withoutCData(int event) {
    return event == CDATA ? CHARACTERS : event;
  }

  @Override
  public int getNamespaceCount() {
    return super.getNamespaceCount() + (isOutermost() ? notOverridden().size() : 0);
  }

  private boolean isOutermost() {
    return _delegate2.getDepth() == outermost;
  }

  /** Returns the inherited bindings whose prefixes the current element does not declare itself. */
  private List<Map.Entry<String, String>> notOverridden() {
    return around.stream().filter(binding -> !isDeclared(binding.getKey())).toList();
  }

  private boolean isDeclared(String prefix) {
    for (int i = 0; i < super.getNamespaceCount(); i++) {
      if (prefix.equals(XmlNames.orEmpty(super.getNamespacePrefix(i)))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String getNamespacePrefix(int index) {
    int own = super.getNamespaceCount();
    return index < own
        ? super.getNamespacePrefix(index)
        : notOverridden().get(index - own).getKey();
  }

  @Override
  public String getNamespaceURI(int index) {
    int own = super.getNamespaceCount();
    return index < own ? super.getNamespaceURI(index) : notOverridden().get(index - own).getValue();
  }
}
