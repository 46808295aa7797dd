package io.steatite.envelope.xml;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * @return the content; one that arrives as it is, in an MTOM package, is still on the stream and
   *     read once, unless it is stored first: see {@link ReceivedContent} and {@link #buffer}
   * @throws XMLStreamException if the content is not base64, or not there
   */
  public static DataSource read(XMLStreamReader2 reader) throws XMLStreamException {
    return reader instanceof BinaryContentReader direct
        ? direct.getElementAsDataSource()
        : of(reader.getElementAsBinary());
  }

  /**
   * Stores content of a received message that is still on the stream, so that it can be opened any
   * number of times until the message is closed. Other content stays as it is.
   *
   * @return the content itself
   * @throws io.steatite.LimitExceededException if the message or the host has no room for it
   * @throws IOException if the content cannot be read, or something was read of it already
   */
  public static DataSource buffer(DataSource content) throws IOException {
    if (content instanceof ReceivedContent received) {
      received.store();
    }
    return content;
  }

  /**
   * A stream of the content of the current element, a START_ELEMENT that holds nothing but binary
   * content. Nothing is kept, so the content is read once, as it arrives; where the stream ends the
   * reader is on the END_ELEMENT. Closing it leaves the reader where it is.
   *
   * <p>What is wrong with the content is thrown as by the reader's typed access; an {@code
   * XMLStreamException} as the cause of an {@code IOException}.
   */
  public static InputStream stream(XMLStreamReader2 reader) {
    return new ElementStream(reader);
  }

  /** The bytes as a data source; they are not copied. */
  public static SizedContent of(byte[] bytes) {
    return of(bytes, OCTET_STREAM);
  }

  /** The bytes as a data source of the given media type; they are not copied. */
  public static SizedContent of(byte[] bytes, String contentType) {
    return new BytesContent(bytes, 0, bytes.length, contentType);
  }

  /** What remains in the buffer as a data source; an array behind it is not copied. */
  public static SizedContent of(ByteBuffer buffer, String contentType) {
    if (buffer.hasArray()) {
      int offset = buffer.arrayOffset() + buffer.position();
      return new BytesContent(buffer.array(), offset, buffer.remaining(), contentType);
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return of(bytes, contentType);
  }

  /**
   * The file as a data source. It is sent with the size it has now: what is appended later is not.
   *
   * @throws IOException if there is no such file
   */
  public static SizedContent of(Path file, String contentType) throws IOException {
    return new FileContent(file, Files.size(file), contentType);
  }

  /**
   * A section of an open file as a data source. It is read by position, so it can be opened any
   * number of times, also while it is read elsewhere; nothing of it closes the channel.
   *
   * @param start the position of its first byte
   * @param size how many bytes it has
   */
  public static SizedContent of(FileChannel file, long start, long size, String contentType) {
    return new ChannelContent(file, start, size, contentType, "a section of a file");
  }

  /**
   * The stream as a data source that can be opened once; who opens it closes the stream. A message
   * with it can be written once.
   */
  public static DataSource of(InputStream stream, String contentType) {
    return new StreamContent(stream, contentType);
  }
}
