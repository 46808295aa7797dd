package io.steatite.envelope.xml.internal;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** White space as XML defines it: space, tab, carriage return, line feed (XML 1.0 production 3). */
public final class XmlWhitespace {
  private XmlWhitespace() {}

  /** Returns whether the text is empty or consists of white space only. */
  public static boolean isBlank(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isSpace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the text without leading and trailing white space. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  /**
   * Moves a reader to the next start or end tag. Skips white space, comments and processing
   * instructions. Implements {@link XMLStreamReader#nextTag} by {@code next()} and {@code
   * isWhiteSpace()}.
   *
   * @return START_ELEMENT or END_ELEMENT
   * @throws XMLStreamException if the reader meets text or the end of the document first, or fails
   */
  public static int nextTag(XMLStreamReader reader) throws XMLStreamException {
    int event = reader.next();
    while (isSkipped(event, reader)) {
      event = reader.next();
    }
    if (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
      throw new XMLStreamException(
          "Expected a start or end tag, found "
              + (event == XMLStreamConstants.END_DOCUMENT ? "the end of the document" : "text"),
          reader.getLocation());
    }
    return event;
  }

  private static boolean isSkipped(int event, XMLStreamReader reader) {
    return switch (event) {
      case XMLStreamConstants.SPACE,
          XMLStreamConstants.COMMENT,
          XMLStreamConstants.PROCESSING_INSTRUCTION ->
          true;
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> reader.isWhiteSpace();
      default -> false;
    };
  }
}
