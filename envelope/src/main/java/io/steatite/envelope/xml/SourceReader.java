package io.steatite.envelope.xml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.util.StreamReader2Delegate;

/**
 * Shows XML as a reader of {@code StAXSource} expects it. The JDK's transformers look at namespace
 * declarations only, and drop CDATA sections: so the bindings around what is read are shown as
 * declarations of the outermost elements, for QNames in content, and CDATA as plain text.
 */
public final class SourceReader extends StreamReader2Delegate {
  private final List<Map.Entry<String, String>> around;
  private final int outermost;

  /**
   * @param reader on the START_ELEMENT of an outermost element, or on START_DOCUMENT
   * @param inherited in scope around what is read
   */
  public SourceReader(XMLStreamReader2 reader, InScopeNamespaces inherited) {
    super(reader);
    this.around = toShow(inherited);
    this.outermost = Math.max(reader.getDepth(), 1);
  }

  private static List<Map.Entry<String, String>> toShow(InScopeNamespaces inherited) {
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
    return super.getNamespaceCount() + (isOutermost() ? around().size() : 0);
  }

  private boolean isOutermost() {
    return _delegate2.getDepth() == outermost;
  }

  /** Those that the element does not override. */
  private List<Map.Entry<String, String>> around() {
    return around.stream().filter(binding -> !isDeclared(binding.getKey())).toList();
  }

  private boolean isDeclared(String prefix) {
    for (int i = 0; i < super.getNamespaceCount(); i++) {
      String declared = super.getNamespacePrefix(i);
      if (prefix.equals(declared == null ? "" : declared)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String getNamespacePrefix(int index) {
    int own = super.getNamespaceCount();
    return index < own ? super.getNamespacePrefix(index) : around().get(index - own).getKey();
  }

  @Override
  public String getNamespaceURI(int index) {
    int own = super.getNamespaceCount();
    return index < own ? super.getNamespaceURI(index) : around().get(index - own).getValue();
  }
}
