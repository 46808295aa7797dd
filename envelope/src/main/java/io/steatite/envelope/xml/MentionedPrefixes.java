package io.steatite.envelope.xml;

import io.steatite.envelope.xml.internal.InScopeNamespaces;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;

/**
 * Finds the namespace bindings that XML may need when it is taken out of its document. A {@code
 * NamespaceContext} cannot list its prefixes, so every string that may be a prefix is looked up in
 * it: each short string, and the name characters before each colon.
 */
final class MentionedPrefixes {
  /** Longer strings are not looked up. */
  private static final int LONGEST = 64;

  /** Bound without a declaration (Namespaces in XML section 3). */
  private static final Set<String> RESERVED =
      Set.of(XMLConstants.XML_NS_PREFIX, XMLConstants.XMLNS_ATTRIBUTE);

  private final NamespaceContext context;
  private InScopeNamespaces found = InScopeNamespaces.NONE;

  private MentionedPrefixes(NamespaceContext context) {
    this.context = context;
  }

  /** Returns the bindings of the context for all prefixes that occur in the strings. */
  static InScopeNamespaces inScope(List<String> strings, NamespaceContext context) {
    MentionedPrefixes mentioned = new MentionedPrefixes(context);
    mentioned.lookUp("");
    strings.forEach(mentioned::scan);
    return mentioned.found;
  }

  private void scan(String string) {
    if (string.length() <= LONGEST) {
      lookUp(string);
    }
    for (int colon = string.indexOf(':'); colon > 0; colon = string.indexOf(':', colon + 1)) {
      int start = colon;
      while (start > 0 && colon - start < LONGEST && isInName(string.charAt(start - 1))) {
        start--;
      }
      lookUp(string.substring(start, colon));
    }
  }

  private void lookUp(String prefix) {
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
