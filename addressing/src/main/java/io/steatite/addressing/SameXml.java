package io.steatite.addressing;

import io.steatite.envelope.xml.XmlFragment;
import java.util.List;

/**
 * Compares elements by their infosets: names, attributes, children and text. Prefixes, comments,
 * and text between elements are ignored.
 */
final class SameXml {
  private SameXml() {}

  static boolean areEqual(List<XmlFragment> some, List<XmlFragment> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!areEqual(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean areEqual(XmlFragment one, XmlFragment other) {
    if (!one.name().equals(other.name()) || !one.attributes().equals(other.attributes())) {
      return false;
    }
    List<XmlFragment> children = one.elements();
    return areEqual(children, other.elements())
        && (!children.isEmpty() || one.text().equals(other.text()));
  }
}
