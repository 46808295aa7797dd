package io.steatite.envelope;

import java.math.BigDecimal;
import java.math.BigInteger;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.typed.Base64Variant;
import org.codehaus.stax2.typed.TypedValueDecoder;
import org.codehaus.stax2.util.StreamReader2Delegate;

/**
 * Turns what a parser complains about while it reads whole elements into {@link
 * MalformedMessageException}, and remembers it, so that a wrong value is known as the sender's
 * doing.
 */
class ReportingReader extends StreamReader2Delegate {
  private final Complaints complaints;

  /**
   * @param complaints of the message that is read
   */
  ReportingReader(XMLStreamReader2 reader, Complaints complaints) {
    super(reader);
    this.complaints = complaints;
  }

  /** Something that reads from the parser. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws XMLStreamException;
  }

  final <T> T report(Reading<T> reading) {
    try {
      return reading.read();
    } catch (XMLStreamException e) {
      throw failed(MalformedMessageException.of(e));
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  /** Remembers a failure of reading. To be thrown by the caller. */
  final RuntimeException failed(RuntimeException e) {
    return complaints.add(e);
  }

  /** Those of the message that is read. */
  final Complaints complaints() {
    return complaints;
  }

  @Override
  public String getText() {
    return report(_delegate2::getText);
  }

  @Override
  public char[] getTextCharacters() {
    return report(_delegate2::getTextCharacters);
  }

  @Override
  public int getTextCharacters(int sourceStart, char[] target, int targetStart, int length) {
    return report(() -> _delegate2.getTextCharacters(sourceStart, target, targetStart, length));
  }

  @Override
  public int getTextLength() {
    return report(_delegate2::getTextLength);
  }

  @Override
  public String getElementText() {
    return report(_delegate2::getElementText);
  }

  @Override
  public boolean getElementAsBoolean() {
    return report(_delegate2::getElementAsBoolean);
  }

  @Override
  public int getElementAsInt() {
    return report(_delegate2::getElementAsInt);
  }

  @Override
  public long getElementAsLong() {
    return report(_delegate2::getElementAsLong);
  }

  @Override
  public float getElementAsFloat() {
    return report(_delegate2::getElementAsFloat);
  }

  @Override
  public double getElementAsDouble() {
    return report(_delegate2::getElementAsDouble);
  }

  @Override
  public BigInteger getElementAsInteger() {
    return report(_delegate2::getElementAsInteger);
  }

  @Override
  public BigDecimal getElementAsDecimal() {
    return report(_delegate2::getElementAsDecimal);
  }

  @Override
  public QName getElementAsQName() {
    return report(_delegate2::getElementAsQName);
  }

  @Override
  public byte[] getElementAsBinary() {
    return report(_delegate2::getElementAsBinary);
  }

  @Override
  public byte[] getElementAsBinary(Base64Variant variant) {
    return report(() -> _delegate2.getElementAsBinary(variant));
  }

  @Override
  public void getElementAs(TypedValueDecoder decoder) {
    report(
        () -> {
          _delegate2.getElementAs(decoder);
          return decoder;
        });
  }

  @Override
  public int readElementAsBinary(byte[] target, int offset, int length) {
    return report(() -> _delegate2.readElementAsBinary(target, offset, length));
  }

  @Override
  public int readElementAsBinary(byte[] target, int offset, int length, Base64Variant variant) {
    return report(() -> _delegate2.readElementAsBinary(target, offset, length, variant));
  }

  @Override
  public void skipElement() {
    report(
        () -> {
          _delegate2.skipElement();
          return this;
        });
  }
}
