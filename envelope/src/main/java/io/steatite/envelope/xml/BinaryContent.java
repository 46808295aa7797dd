package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.typed.Base64Variants;

/**
 * Binary content of elements ({@code xs:base64Binary}), written and read alike whether the message
 * travels as text or as MTOM.
 */
public final class BinaryContent {
  /** The media type of content that says nothing else about itself. */
  public static final String OCTET_STREAM = "application/octet-stream";

  /** A multiple of three, so that base64 of one chunk ends without padding. */
  private static final int CHUNK = 3 * 4096;

  private BinaryContent() {}

  /**
   * Writes the content as the only child of the element just started: as it is where the writer can
   * carry it so, in canonical base64 otherwise. Streams either way.
   *
   * @throws XMLStreamException if the content cannot be read or written
   */
  public static void write(XMLStreamWriter2 writer, DataSource content) throws XMLStreamException {
    if (writer instanceof BinaryContentWriter direct) {
      direct.writeBinary(content);
      return;
    }
    try (InputStream in = content.getInputStream()) {
      writeBase64(writer, in);
    } catch (IOException e) {
      throw new XMLStreamException("Cannot read binary content " + content.getName(), e);
    }
  }

  /**
   * Writes all of the stream as base64 text in its canonical form, without line breaks (XML Schema
   * Part 2 section 3.2.16).
   *
   * @throws IOException if the stream cannot be read
   * @throws XMLStreamException if the writer refuses or cannot write
   */
  public static void writeBase64(XMLStreamWriter2 writer, InputStream in)
      throws IOException, XMLStreamException {
    byte[] chunk = new byte[CHUNK];
    for (int n; (n = in.readNBytes(chunk, 0, CHUNK)) > 0; ) {
      writer.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, chunk, 0, n);
    }
  }

  /**
   * Reads the content of the current element, a START_ELEMENT that holds nothing but binary
   * content; afterwards the reader is on its END_ELEMENT. Content that travelled as base64 text is
   * decoded into memory, within the reader's limits.
   *
   * @return the content, which can be opened again until the message is closed
   * @throws XMLStreamException if the content is not base64, or not there
   */
  public static DataSource read(XMLStreamReader2 reader) throws XMLStreamException {
    return reader instanceof BinaryContentReader direct
        ? direct.getElementAsDataSource()
        : of(reader.getElementAsBinary());
  }

  /** The bytes as a data source; they are not copied. */
  public static DataSource of(byte[] bytes) {
    return of(bytes, OCTET_STREAM);
  }

  /** The bytes as a data source of the given media type; they are not copied. */
  public static DataSource of(byte[] bytes, String contentType) {
    return new Bytes(bytes, contentType);
  }

  private record Bytes(byte[] bytes, String contentType) implements DataSource {
    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("Read-only content");
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public String getName() {
      return bytes.length + " bytes";
    }
  }
}
