package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import javax.xml.XMLConstants;

/**
 * Why, for people, in one language (SOAP 1.2 Part 1 section 5.4.2).
 *
 * @param text the explanation
 * @param language its {@code xml:lang}; empty if not known
 */
public record FaultReason(String text, String language) {
  /** An explanation in English. */
  public static FaultReason english(String text) {
    return new FaultReason(text, "en");
  }

  static FaultReason read(XmlFragment element) {
    String language = element.attribute(XMLConstants.XML_NS_URI, "lang");
    return new FaultReason(element.text(), language == null ? "" : language);
  }
}
