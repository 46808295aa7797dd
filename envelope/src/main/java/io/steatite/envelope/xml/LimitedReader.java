package io.steatite.envelope.xml;

import io.steatite.LimitExceededException;
import io.steatite.envelope.xml.internal.TypedAccess;
import io.steatite.envelope.xml.internal.XmlNames;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Enforces {@link XmlLimits} on top of a parser without limits. Events are checked after they were
 * parsed; until then an {@link InputMeter} on the parser's input limits what the parser buffers.
 */
final class LimitedReader extends TypedAccess {
  private final XmlLimits limits;
  private final InputMeter meter;
  private long elements;

  LimitedReader(XMLStreamReader2 reader, XmlLimits limits, InputMeter meter) {
    super(reader);
    this.limits = limits;
    this.meter = meter;
  }

  @Override
  public int next() throws XMLStreamException {
    meter.nextEvent();
    int event = _delegate2.next();
    switch (event) {
      case START_ELEMENT -> checkElement();
      case CHARACTERS, CDATA, SPACE, COMMENT -> checkText(_delegate2.getTextLength());
      case PROCESSING_INSTRUCTION -> {
        checkName(_delegate2.getPITarget());
        checkText(XmlNames.orEmpty(_delegate2.getPIData()).length());
      }
      default -> {} // end tags and documents have no size of their own
    }
    return event;
  }

  private void checkElement() {
    check(++elements, limits.elements(), "elements");
    check(_delegate2.getDepth(), limits.depth(), "depth");
    checkName(_delegate2.getPrefix());
    checkName(_delegate2.getLocalName());
    int attributes = _delegate2.getAttributeCount();
    int namespaces = _delegate2.getNamespaceCount();
    check((long) attributes + namespaces, limits.attributes(), "attributes");
    for (int i = 0; i < attributes; i++) {
      checkName(_delegate2.getAttributePrefix(i));
      checkName(_delegate2.getAttributeLocalName(i));
      checkValue(_delegate2.getAttributeValue(i));
    }
    for (int i = 0; i < namespaces; i++) {
      checkName(_delegate2.getNamespacePrefix(i));
      checkValue(_delegate2.getNamespaceURI(i));
    }
  }

  private void checkName(@Nullable String name) {
    check(XmlNames.orEmpty(name).length(), limits.nameCharacters(), "nameCharacters");
  }

  private void checkValue(@Nullable String value) {
    int length = XmlNames.orEmpty(value).length();
    check(length, limits.attributeCharacters(), "attributeCharacters");
  }

  private void checkText(int length) {
    check(length, limits.textCharacters(), "textCharacters");
  }

  private static void check(long value, long limit, String name) {
    if (value > limit) {
      throw new LimitExceededException("XmlLimits." + name, limit);
    }
  }

  @Override
  public int nextTag() throws XMLStreamException {
    return XmlWhitespace.nextTag(this);
  }

  @Override
  public void skipElement() throws XMLStreamException {
    require(START_ELEMENT, null, null);
    int end = getDepth();
    while (next() != END_ELEMENT || getDepth() > end) {
      // next() checks the limits
    }
  }

  /** Typed access reports no events, so only the meter limits what it reads. */
  @Override
  protected <T> T access(Reading<T> reading) throws XMLStreamException {
    meter.nextEvent();
    return reading.read();
  }
}
