package io.steatite.mtom;

import java.math.BigDecimal;
import java.math.BigInteger;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.util.StreamWriter2Delegate;

/**
 * Reports comments, CDATA sections, typed values and other content to its subclass before it is
 * written. The subclass itself overrides the methods for elements, text and binary content.
 */
abstract class ContentWriter extends StreamWriter2Delegate {
  ContentWriter(XMLStreamWriter2 writer) {
    super(writer);
    setParent(writer); // the super constructor does not
  }

  /** Called before content other than elements, text and binary content is written. */
  abstract void content() throws XMLStreamException;

  /** Called before a comment or a processing instruction is written. */
  abstract void markup() throws XMLStreamException;

  @Override
  public void writeCData(String text) throws XMLStreamException {
    content();
    super.writeCData(text);
  }

  @Override
  public void writeCData(char[] text, int start, int length) throws XMLStreamException {
    content();
    super.writeCData(text, start, length);
  }

  @Override
  public void writeComment(String text) throws XMLStreamException {
    markup();
    super.writeComment(text);
  }

  @Override
  public void writeEntityRef(String name) throws XMLStreamException {
    content();
    super.writeEntityRef(name);
  }

  @Override
  public void writeProcessingInstruction(String target) throws XMLStreamException {
    markup();
    super.writeProcessingInstruction(target);
  }

  @Override
  public void writeProcessingInstruction(String target, String data) throws XMLStreamException {
    markup();
    super.writeProcessingInstruction(target, data);
  }

  @Override
  public void writeRaw(String text) throws XMLStreamException {
    content();
    super.writeRaw(text);
  }

  @Override
  public void writeRaw(String text, int start, int length) throws XMLStreamException {
    content();
    super.writeRaw(text, start, length);
  }

  @Override
  public void writeRaw(char[] text, int start, int length) throws XMLStreamException {
    content();
    super.writeRaw(text, start, length);
  }

  @Override
  public void writeSpace(String text) throws XMLStreamException {
    content();
    super.writeSpace(text);
  }

  @Override
  public void writeSpace(char[] text, int start, int length) throws XMLStreamException {
    content();
    super.writeSpace(text, start, length);
  }

  @Override
  public void writeBoolean(boolean value) throws XMLStreamException {
    content();
    super.writeBoolean(value);
  }

  @Override
  public void writeInt(int value) throws XMLStreamException {
    content();
    super.writeInt(value);
  }

  @Override
  public void writeLong(long value) throws XMLStreamException {
    content();
    super.writeLong(value);
  }

  @Override
  public void writeFloat(float value) throws XMLStreamException {
    content();
    super.writeFloat(value);
  }

  @Override
  public void writeDouble(double value) throws XMLStreamException {
    content();
    super.writeDouble(value);
  }

  @Override
  public void writeInteger(BigInteger value) throws XMLStreamException {
    content();
    super.writeInteger(value);
  }

  @Override
  public void writeDecimal(BigDecimal value) throws XMLStreamException {
    content();
    super.writeDecimal(value);
  }

  @Override
  public void writeQName(QName value) throws XMLStreamException {
    content();
    super.writeQName(value);
  }

  @Override
  public void writeIntArray(int[] values, int from, int length) throws XMLStreamException {
    content();
    super.writeIntArray(values, from, length);
  }

  @Override
  public void writeLongArray(long[] values, int from, int length) throws XMLStreamException {
    content();
    super.writeLongArray(values, from, length);
  }

  @Override
  public void writeFloatArray(float[] values, int from, int length) throws XMLStreamException {
    content();
    super.writeFloatArray(values, from, length);
  }

  @Override
  public void writeDoubleArray(double[] values, int from, int length) throws XMLStreamException {
    content();
    super.writeDoubleArray(values, from, length);
  }
}
