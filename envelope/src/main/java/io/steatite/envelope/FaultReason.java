package io.steatite.envelope;

import io.steatite.envelope.xml.XmlFragment;
import javax.xml.XMLConstants;

/**
 * An explanation of a fault for people, in one language (SOAP 1.2 Part 1 section 5.4.2).
 *
 * @param text the explanation; characters that XML does not allow are replaced by U+FFFD
 * @param language its {@code xml:lang}; empty if not known
 */
public record FaultReason(String text, String language) {
  private static final int REPLACEMENT = 0xFFFD;

  /**
   * Replaces characters that XML does not allow (XML 1.0 production 2), so that every explanation
   * can be written.
   */
  public FaultReason {
    if (!text.codePoints().allMatch(FaultReason::isCharacter)) {
      text =
          text.codePoints()
              .map(c -> isCharacter(c) ? c : REPLACEMENT)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    }
  }

  /** Returns an explanation in English. */
  public static FaultReason english(String text) {
    return new FaultReason(text, "en");
  }

  static FaultReason read(XmlFragment element) {
    String language = element.attribute(XMLConstants.XML_NS_URI, "lang");
    return new FaultReason(element.text(), language == null ? "" : language);
  }

  private static boolean isCharacter(int c) {
    return c < ' '
        ? c == '\t' || c == '\n' || c == '\r'
        : c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
  }
}
