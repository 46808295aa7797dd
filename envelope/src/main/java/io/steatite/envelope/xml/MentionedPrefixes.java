package io.steatite.envelope.xml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.NamespaceContext;

/**
 * Finds the bindings that an element taken out of its document may need. A namespace context cannot
 * list its prefixes, so it is asked for everything that stands where a prefix may stand: a name's,
 * or one before a colon in content.
 */
final class MentionedPrefixes {
  private static final int LONGEST = 64;

  private final NamespaceContext context;
  private final Map<String, String> bindings = new LinkedHashMap<>();

  private MentionedPrefixes(NamespaceContext context) {
    this.context = context;
  }

  /** The bindings of prefixes that the strings mention: prefix, URI, prefix, URI. */
  static String[] bindings(List<String> strings, NamespaceContext context) {
    MentionedPrefixes mentioned = new MentionedPrefixes(context);
    mentioned.ask("");
    strings.forEach(mentioned::look);
    return mentioned.bindings.entrySet().stream()
        .flatMap(binding -> List.of(binding.getKey(), binding.getValue()).stream())
        .toArray(String[]::new);
  }

  private void look(String string) {
    if (string.length() <= LONGEST) {
      ask(string);
    }
    for (int colon = string.indexOf(':'); colon > 0; colon = string.indexOf(':', colon + 1)) {
      int start = colon;
      while (start > 0 && colon - start < LONGEST && isInName(string.charAt(start - 1))) {
        start--;
      }
      ask(string.substring(start, colon));
    }
  }

  private void ask(String prefix) {
    String uri = prefix.startsWith("xml") ? null : context.getNamespaceURI(prefix);
    if (uri != null && !uri.isEmpty()) {
      bindings.put(prefix, uri);
    }
  }

  private static boolean isInName(char c) {
    return Character.isUnicodeIdentifierPart(c) || c == '-' || c == '.';
  }
}
