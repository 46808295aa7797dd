package io.steatite.envelope.xml;

import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;

/**
 * Finds the bindings that an element taken out of its document may need. A namespace context cannot
 * list its prefixes, so it is asked for everything that stands where a prefix may stand: a name's,
 * or one before a colon in content.
 */
final class MentionedPrefixes {
  private static final int LONGEST = 64;

  /** Bound without a declaration (Namespaces in XML section 3). */
  private static final Set<String> RESERVED =
      Set.of(XMLConstants.XML_NS_PREFIX, XMLConstants.XMLNS_ATTRIBUTE);

  private final NamespaceContext context;
  private InScopeNamespaces found = InScopeNamespaces.NONE;

  private MentionedPrefixes(NamespaceContext context) {
    this.context = context;
  }

  /** What is in scope, as far as the strings mention it. */
  static InScopeNamespaces inScope(List<String> strings, NamespaceContext context) {
    MentionedPrefixes mentioned = new MentionedPrefixes(context);
    mentioned.ask("");
    strings.forEach(mentioned::look);
    return mentioned.found;
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
    if (RESERVED.contains(prefix) || found.namespace(prefix) != null) {
      return;
    }
    String uri = context.getNamespaceURI(prefix);
    if (uri != null && !uri.isEmpty()) {
      found = found.with(prefix, uri);
    }
  }

  private static boolean isInName(char c) {
    return Character.isUnicodeIdentifierPart(c) || c == '-' || c == '.';
  }
}
