package io.steatite.addressing;

import io.steatite.envelope.xml.XmlFragment;
import java.util.List;

/**
 * Compares elements by what they say: names, attributes, children, text. Prefixes, comments, and
 * text between elements do not count.
 */
final class SameXml {
  private SameXml() {}

  static boolean in(List<XmlFragment> some, List<XmlFragment> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!in(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean in(XmlFragment one, XmlFragment other) {
    if (!one.name().equals(other.name()) || !one.attributes().equals(other.attributes())) {
      return false;
    }
    List<XmlFragment> children = one.elements();
    return in(children, other.elements())
        && (!children.isEmpty() || one.text().equals(other.text()));
  }
}
