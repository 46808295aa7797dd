package io.steatite.envelope.xml;

import io.steatite.envelope.xml.internal.BinaryContentReader;
import io.steatite.envelope.xml.internal.BinaryContentWriter;
import io.steatite.internal.BlockInputStream;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;
import org.codehaus.stax2.typed.Base64Variants;

/**
 * Reads and writes the binary content of elements ({@code xs:base64Binary}). The same calls work
 * for messages that are sent as text and for MTOM messages.
 */
public final class BinaryContent {
  /** The media type of content whose type is not known. */
  public static final String OCTET_STREAM = "application/octet-stream";

  /** A multiple of three, so that the base64 text of one chunk has no padding. */
  private static final int CHUNK = 3 * 4096;

  private BinaryContent() {}

  /**
   * Writes binary content as the only child of the element that was started last. The MTOM encoder
   * sends it as a part; other writers write canonical base64. The content is not loaded into
   * memory.
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
   * Writes all bytes of the stream as canonical base64 text, without line breaks (XML Schema Part 2
   * section 3.2.16). Does not close the stream.
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
   * Reads the binary content of the current element, which must have no other content. Base64 text
   * is decoded into memory, within the reader's limits.
   *
   * <p>The reader must be on the START_ELEMENT; it is on the END_ELEMENT afterwards.
   *
   * @return the content; the content of an MTOM part is still on the stream and can be read once,
   *     unless it is stored first: see {@link ReceivedContent} and {@link #buffer}
   * @throws XMLStreamException if the text is not base64, or the message does not contain the part
   *     that the element refers to
   */
  public static DataSource read(XMLStreamReader2 reader) throws XMLStreamException {
    return reader instanceof BinaryContentReader direct
        ? direct.getElementAsDataSource()
        : of(reader.getElementAsBinary());
  }

  /**
   * Stores received content that is still on the stream, so that it can be opened any number of
   * times until the message is closed. Does nothing for other content.
   *
   * @return the same content
   * @throws io.steatite.LimitExceededException if the content exceeds what the message or the host
   *     may store
   * @throws IOException if the content cannot be read, or was partly read before
   */
  public static DataSource buffer(DataSource content) throws IOException {
    if (content instanceof ReceivedContent received) {
      received.store();
    }
    return content;
  }

  /**
   * Returns a stream of the binary content of the current element, which must have no other
   * content. The content is read as it arrives and is not kept.
   *
   * <p>The reader must be on the START_ELEMENT. It is on the END_ELEMENT when the stream has ended.
   * Closing the stream does not move the reader.
   *
   * <p>The stream throws what the reader's typed access throws; an {@code XMLStreamException} is
   * wrapped in an {@code IOException}.
   */
  public static InputStream stream(XMLStreamReader2 reader) {
    return new ElementStream(reader);
  }

  /** Returns the bytes, not copied, as content of type {@link #OCTET_STREAM}. */
  public static SizedContent of(byte[] bytes) {
    return of(bytes, OCTET_STREAM);
  }

  /** Returns the bytes, not copied, as content of the given media type. */
  public static SizedContent of(byte[] bytes, String contentType) {
    return new BytesContent(bytes, 0, bytes.length, contentType);
  }

  /**
   * Returns the remaining bytes of the buffer as content. If the buffer has an accessible array, it
   * is not copied. The position of the buffer does not change.
   */
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
   * Returns a file as content. Its size is determined now: bytes that are appended later are not
   * sent.
   *
   * @throws IOException if the file does not exist or cannot be accessed
   */
  public static SizedContent of(Path file, String contentType) throws IOException {
    return new FileContent(file, Files.size(file), contentType);
  }

  /**
   * Returns a section of an open file as content. The section is read by position, so it can be
   * opened any number of times, and several threads can read the file at once. The caller closes
   * the channel after the message is sent.
   *
   * @param start the position of the first byte
   * @param size the number of bytes
   */
  public static SizedContent of(FileChannel file, long start, long size, String contentType) {
    return new FileContent.Section(file, start, size, contentType, "a section of a file");
  }

  /**
   * Returns a stream as content that can be opened once, so a message with it can be written once.
   * The code that opens the content closes the stream.
   */
  public static DataSource of(InputStream stream, String contentType) {
    return new StreamContent(stream, contentType, new AtomicBoolean());
  }

  /** Bytes in memory, not copied. */
  private record BytesContent(byte[] bytes, int offset, int length, String contentType)
      implements SizedContent {
    @Override
    public long size() {
      return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(bytes, offset, length);
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public String getName() {
      return length + " bytes";
    }
  }

  /** Content of unknown size that can be opened once. */
  private record StreamContent(InputStream stream, String contentType, AtomicBoolean opened)
      implements DataSource {
    @Override
    public InputStream getInputStream() throws IOException {
      if (opened.getAndSet(true)) {
        throw new IOException(
            "This content is a stream, can be opened once, and was opened before");
      }
      return stream;
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
      return "a stream";
    }
  }

  /** The binary content of an element, read by typed access. */
  private static final class ElementStream extends BlockInputStream {
    private final XMLStreamReader2 reader;
    private boolean ended;

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
}
