package io.steatite.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.namespace.NamespaceContext;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * What a message says, however it was written: two spellings of one message have equal lines, and
 * every prefix that meant something in the one means the same in the other.
 */
final class Infoset {
  private final List<String> lines = new ArrayList<>();

  /** For each element what the prefixes stand for there. */
  private final List<Map<String, String>> scopes = new ArrayList<>();

  private final Collection<String> prefixes;

  /**
   * @param body the body of the message, in memory
   * @param prefixes those to look up around each element, besides the default namespace
   */
  Infoset(Message message, Body body, Collection<String> prefixes) throws XMLStreamException {
    this.prefixes = prefixes;
    lines.add(message.version().toString());
    lines.add(message.action().toString());
    lines.add(message.fault().toString());
    for (HeaderBlock block : message.headers()) {
      addHeader(block);
    }
    lines.add("body " + body.payload());
    addEvents(body.reader());
  }

  private void addHeader(HeaderBlock block) throws XMLStreamException {
    lines.add(block + (block.relay() ? " relay" : ""));
    lines.add(sorted(block.attributes()).toString());
    lines.add(block.text());
    addEvents(block.content().reader());
  }

  private void addEvents(XMLStreamReader2 reader) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int event = reader.getEventType();
    while (event != XMLStreamConstants.END_DOCUMENT) {
      switch (event) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        default -> {
          addText(text);
          addEvent(reader, event);
        }
      }
      event = reader.next();
    }
    addText(text);
  }

  private void addText(StringBuilder text) {
    if (text.length() > 0) {
      lines.add("text " + text);
      text.setLength(0);
    }
  }

  private void addEvent(XMLStreamReader2 reader, int event) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          attributes.put(reader.getAttributeName(i).toString(), reader.getAttributeValue(i));
        }
        lines.add("start " + reader.getName() + ' ' + attributes);
        addScope(reader);
      }
      case XMLStreamConstants.END_ELEMENT -> lines.add("end " + reader.getName());
      case XMLStreamConstants.COMMENT -> lines.add("comment " + reader.getText());
      case XMLStreamConstants.START_DOCUMENT -> {}
      default -> throw new AssertionError("Event " + event);
    }
  }

  private void addScope(XMLStreamReader2 reader) {
    NamespaceContext context = reader.getNamespaceContext();
    Map<String, String> bindings = new TreeMap<>();
    bindings.put("", Objects.requireNonNullElse(context.getNamespaceURI(""), ""));
    for (String prefix : prefixes) {
      String uri = context.getNamespaceURI(prefix);
      if (uri != null) {
        bindings.put(prefix, uri);
      }
    }
    scopes.add(bindings);
  }

  private static SortedMap<String, String> sorted(Map<QName, String> attributes) {
    SortedMap<String, String> sorted = new TreeMap<>();
    attributes.forEach((name, value) -> sorted.put(name.toString(), value));
    return sorted;
  }

  /** Throws if the copy says something else. */
  void assertSaidBy(Infoset copy) {
    assertThat(copy.lines).isEqualTo(lines);
    for (int i = 0; i < scopes.size(); i++) {
      assertThat(copy.scopes.get(i)).containsAllEntriesOf(scopes.get(i));
    }
  }
}
