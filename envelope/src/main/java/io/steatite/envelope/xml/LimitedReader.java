package io.steatite.envelope.xml;

import java.math.BigDecimal;
import java.math.BigInteger;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.typed.Base64Variant;
import org.codehaus.stax2.typed.TypedValueDecoder;
import org.codehaus.stax2.util.StreamReader2Delegate;

/**
 * Keeps {@link XmlLimits} on top of a parser that knows no limits. What the parser holds in memory
 * before it shows an event is bounded by the {@link InputMeter} below it.
 */
final class LimitedReader extends StreamReader2Delegate {
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
      case PROCESSING_INSTRUCTION -> checkText(XmlNames.orEmpty(_delegate2.getPIData()).length());
      default -> {} // the rest has no size of its own
    }
    return event;
  }

  private void checkElement() {
    check(++elements, limits.elements(), "elements");
    check(_delegate2.getDepth(), limits.depth(), "depth");
    check(_delegate2.getLocalName().length(), limits.attributeCharacters(), "attributeCharacters");
    int count = _delegate2.getAttributeCount();
    check(count + _delegate2.getNamespaceCount(), limits.attributes(), "attributes");
    for (int i = 0; i < count; i++) {
      check(
          _delegate2.getAttributeValue(i).length(),
          limits.attributeCharacters(),
          "attributeCharacters");
    }
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
    int event = next();
    while (event == SPACE
        || event == COMMENT
        || event == PROCESSING_INSTRUCTION
        || ((event == CHARACTERS || event == CDATA) && isWhiteSpace())) {
      event = next();
    }
    if (event != START_ELEMENT && event != END_ELEMENT) {
      throw new XMLStreamException("Expected a tag, found something else", getLocation());
    }
    return event;
  }

  @Override
  public void skipElement() throws XMLStreamException {
    require(START_ELEMENT, null, null);
    int end = getDepth();
    while (next() != END_ELEMENT || getDepth() > end) {
      // only counted
    }
  }

  @Override
  public String getElementText() throws XMLStreamException {
    meter.nextEvent();
    String text = _delegate2.getElementText();
    checkText(text.length());
    return text;
  }

  @Override
  public boolean getElementAsBoolean() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsBoolean();
  }

  @Override
  public int getElementAsInt() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsInt();
  }

  @Override
  public long getElementAsLong() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsLong();
  }

  @Override
  public float getElementAsFloat() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsFloat();
  }

  @Override
  public double getElementAsDouble() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsDouble();
  }

  @Override
  public BigInteger getElementAsInteger() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsInteger();
  }

  @Override
  public BigDecimal getElementAsDecimal() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsDecimal();
  }

  @Override
  public QName getElementAsQName() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsQName();
  }

  @Override
  public void getElementAs(TypedValueDecoder decoder) throws XMLStreamException {
    meter.nextEvent();
    _delegate2.getElementAs(decoder);
  }

  @Override
  public byte[] getElementAsBinary() throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsBinary();
  }

  @Override
  public byte[] getElementAsBinary(Base64Variant variant) throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.getElementAsBinary(variant);
  }

  @Override
  public int readElementAsBinary(byte[] target, int offset, int length) throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.readElementAsBinary(target, offset, length);
  }

  @Override
  public int readElementAsBinary(byte[] target, int offset, int length, Base64Variant variant)
      throws XMLStreamException {
    meter.nextEvent();
    return _delegate2.readElementAsBinary(target, offset, length, variant);
  }
}
