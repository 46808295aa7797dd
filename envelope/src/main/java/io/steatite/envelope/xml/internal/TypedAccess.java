package io.steatite.envelope.xml.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.typed.Base64Variant;
import org.codehaus.stax2.typed.TypedArrayDecoder;
import org.codehaus.stax2.typed.TypedValueDecoder;
import org.codehaus.stax2.util.StreamReader2Delegate;

/**
 * A reader delegate that routes typed access through one method, {@link #access}: the methods that
 * read a whole element or a block of its content without reporting events, and the methods that
 * read an attribute as a typed value. A subclass checks limits or translates exceptions there.
 */
public abstract class TypedAccess extends StreamReader2Delegate {
  /** A read operation on the wrapped reader. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Reads the value.
     *
     * @throws XMLStreamException if the reader cannot go on, or the content has another type
     */
    T read() throws XMLStreamException;
  }

  /** Wraps a reader. */
  protected TypedAccess(XMLStreamReader2 reader) {
    super(reader);
  }

  /**
   * Performs a read operation.
   *
   * @throws XMLStreamException if the operation throws it
   */
  protected abstract <T> T access(Reading<T> reading) throws XMLStreamException;

  @Override
  public String getElementText() throws XMLStreamException {
    return access(_delegate2::getElementText);
  }

  @Override
  public boolean getElementAsBoolean() throws XMLStreamException {
    return access(_delegate2::getElementAsBoolean);
  }

  @Override
  public int getElementAsInt() throws XMLStreamException {
    return access(_delegate2::getElementAsInt);
  }

  @Override
  public long getElementAsLong() throws XMLStreamException {
    return access(_delegate2::getElementAsLong);
  }

  @Override
  public float getElementAsFloat() throws XMLStreamException {
    return access(_delegate2::getElementAsFloat);
  }

  @Override
  public double getElementAsDouble() throws XMLStreamException {
    return access(_delegate2::getElementAsDouble);
  }

  @Override
  public BigInteger getElementAsInteger() throws XMLStreamException {
    return access(_delegate2::getElementAsInteger);
  }

  @Override
  public BigDecimal getElementAsDecimal() throws XMLStreamException {
    return access(_delegate2::getElementAsDecimal);
  }

  @Override
  public QName getElementAsQName() throws XMLStreamException {
    return access(_delegate2::getElementAsQName);
  }

  @Override
  public byte[] getElementAsBinary() throws XMLStreamException {
    return access(_delegate2::getElementAsBinary);
  }

  @Override
  public byte[] getElementAsBinary(Base64Variant variant) throws XMLStreamException {
    return access(() -> _delegate2.getElementAsBinary(variant));
  }

  @Override
  public void getElementAs(TypedValueDecoder decoder) throws XMLStreamException {
    access(
        () -> {
          _delegate2.getElementAs(decoder);
          return decoder;
        });
  }

  @Override
  public int readElementAsBinary(byte[] target, int offset, int length) throws XMLStreamException {
    return access(() -> _delegate2.readElementAsBinary(target, offset, length));
  }

  @Override
  public int readElementAsBinary(byte[] target, int offset, int length, Base64Variant variant)
      throws XMLStreamException {
    return access(() -> _delegate2.readElementAsBinary(target, offset, length, variant));
  }

  @Override
  public int readElementAsIntArray(int[] target, int offset, int length) throws XMLStreamException {
    return access(() -> _delegate2.readElementAsIntArray(target, offset, length));
  }

  @Override
  public int readElementAsLongArray(long[] target, int offset, int length)
      throws XMLStreamException {
    return access(() -> _delegate2.readElementAsLongArray(target, offset, length));
  }

  @Override
  public int readElementAsFloatArray(float[] target, int offset, int length)
      throws XMLStreamException {
    return access(() -> _delegate2.readElementAsFloatArray(target, offset, length));
  }

  @Override
  public int readElementAsDoubleArray(double[] target, int offset, int length)
      throws XMLStreamException {
    return access(() -> _delegate2.readElementAsDoubleArray(target, offset, length));
  }

  @Override
  public int readElementAsArray(TypedArrayDecoder decoder) throws XMLStreamException {
    return access(() -> _delegate2.readElementAsArray(decoder));
  }

  @Override
  public boolean getAttributeAsBoolean(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsBoolean(index));
  }

  @Override
  public int getAttributeAsInt(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsInt(index));
  }

  @Override
  public long getAttributeAsLong(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsLong(index));
  }

  @Override
  public float getAttributeAsFloat(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsFloat(index));
  }

  @Override
  public double getAttributeAsDouble(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsDouble(index));
  }

  @Override
  public BigInteger getAttributeAsInteger(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsInteger(index));
  }

  @Override
  public BigDecimal getAttributeAsDecimal(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsDecimal(index));
  }

  @Override
  public QName getAttributeAsQName(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsQName(index));
  }

  @Override
  public byte[] getAttributeAsBinary(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsBinary(index));
  }

  @Override
  public int[] getAttributeAsIntArray(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsIntArray(index));
  }

  @Override
  public long[] getAttributeAsLongArray(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsLongArray(index));
  }

  @Override
  public float[] getAttributeAsFloatArray(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsFloatArray(index));
  }

  @Override
  public double[] getAttributeAsDoubleArray(int index) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsDoubleArray(index));
  }

  @Override
  public byte[] getAttributeAsBinary(int index, Base64Variant variant) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsBinary(index, variant));
  }

  @Override
  public int getAttributeAsArray(int index, TypedArrayDecoder decoder) throws XMLStreamException {
    return access(() -> _delegate2.getAttributeAsArray(index, decoder));
  }

  @Override
  public void getAttributeAs(int index, TypedValueDecoder decoder) throws XMLStreamException {
    access(
        () -> {
          _delegate2.getAttributeAs(index, decoder);
          return this;
        });
  }
}
