package io.steatite.envelope.xml;

import io.steatite.BlockInputStream;
import java.io.IOException;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** The binary content of an element, read by the reader's typed access. */
final class ElementStream extends BlockInputStream {
  private final XMLStreamReader2 reader;
  private boolean ended;

  /**
   * @param reader on the START_ELEMENT
   */
  ElementStream(XMLStreamReader2 reader) {
    this.reader = reader;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    try {
      int n = reader.readElementAsBinary(bytes, offset, length);
      ended = n < 0;
      return n;
    } catch (XMLStreamException e) {
      throw new IOException("Cannot read the binary content of an element", e);
    }
  }
}
