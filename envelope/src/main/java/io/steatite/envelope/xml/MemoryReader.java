package io.steatite.envelope.xml;

import io.steatite.envelope.xml.internal.XmlWhitespace;
import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Implements the methods of {@code XMLStreamReader} that follow from events, names and values, for
 * XML that was kept in memory. Document properties and locations are not known.
 */
abstract class MemoryReader implements XMLStreamReader {
  private static final Location UNKNOWN = new UnknownLocation();

  @Override
  public QName getName() {
    return new QName(getNamespaceURI(), getLocalName(), getPrefix());
  }

  @Override
  public boolean hasName() {
    return getEventType() == START_ELEMENT || getEventType() == END_ELEMENT;
  }

  @Override
  public QName getAttributeName(int index) {
    return new QName(
        getAttributeNamespace(index), getAttributeLocalName(index), getAttributePrefix(index));
  }

  @Override
  public @Nullable String getAttributeValue(@Nullable String namespace, String localName) {
    for (int i = 0; i < getAttributeCount(); i++) {
      if (getAttributeLocalName(i).equals(localName)
          && (namespace == null || getAttributeNamespace(i).equals(namespace))) {
        return getAttributeValue(i);
      }
    }
    return null;
  }

  @Override
  public String getAttributeType(int index) {
    return "CDATA";
  }

  @Override
  public boolean isAttributeSpecified(int index) {
    return true;
  }

  @Override
  public char[] getTextCharacters() {
    return getText().toCharArray();
  }

  @Override
  public int getTextCharacters(int sourceStart, char[] target, int targetStart, int length) {
    String text = getText();
    int count = Math.min(length, text.length() - sourceStart);
    text.getChars(sourceStart, sourceStart + count, target, targetStart);
    return count;
  }

  @Override
  public int getTextStart() {
    return 0;
  }

  @Override
  public int getTextLength() {
    return getText().length();
  }

  @Override
  public boolean hasText() {
    return getEventType() == CHARACTERS || getEventType() == CDATA || getEventType() == COMMENT;
  }

  @Override
  public String getElementText() throws XMLStreamException {
    require(START_ELEMENT, null, null);
    StringBuilder text = new StringBuilder();
    while (next() != END_ELEMENT) {
      if (getEventType() == START_ELEMENT) {
        throw new XMLStreamException("Expected text only, found element " + getName(), UNKNOWN);
      }
      if (getEventType() != COMMENT) {
        text.append(getText());
      }
    }
    return text.toString();
  }

  @Override
  public int nextTag() throws XMLStreamException {
    return XmlWhitespace.nextTag(this);
  }

  @Override
  public boolean isWhiteSpace() {
    return (getEventType() == CHARACTERS || getEventType() == CDATA)
        && XmlWhitespace.isBlank(getText());
  }

  @Override
  public void require(int type, @Nullable String namespace, @Nullable String localName)
      throws XMLStreamException {
    if (getEventType() != type
        || (namespace != null && !namespace.equals(getNamespaceURI()))
        || (localName != null && !localName.equals(getLocalName()))) {
      throw new XMLStreamException(
          "Expected event %d {%s}%s, found event %d"
              .formatted(type, namespace, localName, getEventType()));
    }
  }

  @Override
  public boolean hasNext() {
    return getEventType() != END_DOCUMENT;
  }

  @Override
  public boolean isStartElement() {
    return getEventType() == START_ELEMENT;
  }

  @Override
  public boolean isEndElement() {
    return getEventType() == END_ELEMENT;
  }

  @Override
  public boolean isCharacters() {
    return getEventType() == CHARACTERS;
  }

  @Override
  public @Nullable Object getProperty(String name) {
    return null;
  }

  @Override
  public Location getLocation() {
    return UNKNOWN;
  }

  @Override
  public @Nullable String getEncoding() {
    return null;
  }

  @Override
  public @Nullable String getVersion() {
    return null;
  }

  @Override
  public boolean isStandalone() {
    return false;
  }

  @Override
  public boolean standaloneSet() {
    return false;
  }

  @Override
  public @Nullable String getCharacterEncodingScheme() {
    return null;
  }

  @Override
  public @Nullable String getPITarget() {
    return null;
  }

  @Override
  public @Nullable String getPIData() {
    return null;
  }

  @Override
  public void close() {}

  private static final class UnknownLocation implements Location {
    @Override
    public int getLineNumber() {
      return -1;
    }

    @Override
    public int getColumnNumber() {
      return -1;
    }

    @Override
    public int getCharacterOffset() {
      return -1;
    }

    @Override
    public @Nullable String getPublicId() {
      return null;
    }

    @Override
    public @Nullable String getSystemId() {
      return null;
    }
  }
}
