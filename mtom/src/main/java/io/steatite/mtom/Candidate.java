package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.SizedContent;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * The content of the current element while {@link XopWriter} does not know yet how to write it: as
 * a part or as text. It decides when the element ends or gets content of another kind (MTOM step
 * 3).
 *
 * <p>{@code asPart} is called at most once, {@code writeAsText} at most once and never after {@code
 * asPart} has returned a part.
 */
sealed interface Candidate
    permits Candidate.Whitespace, Candidate.Bytes, Candidate.Source, Base64Candidate {

  /** Returns the content of the part; null if it is too short, or is not base64 content. */
  OutgoingPart.@Nullable Content asPart() throws IOException;

  /** Returns the media type of the part if no attribute of the element tells it. */
  default String contentType() {
    return BinaryContent.OCTET_STREAM;
  }

  /** Writes the content as text. */
  void writeAsText(XMLStreamWriter2 writer) throws IOException, XMLStreamException;

  /**
   * White space directly after a start tag. If a tag or a comment follows, it is indentation. Else
   * it is the start of the text of the element, which the MTOM reader of WCF drops unless an empty
   * CDATA section precedes it.
   */
  final class Whitespace implements Candidate {
    /** The most characters that are held back; longer white space counts as text. */
    private static final int MAX_LENGTH = 1 << 12;

    private final StringBuilder text = new StringBuilder();

    /**
     * Adds more text.
     *
     * @return false if the text is not white space only, or too long; it is not added then
     */
    boolean add(CharSequence more) {
      boolean added = text.length() + more.length() <= MAX_LENGTH && XmlWhitespace.isBlank(more);
      if (added) {
        text.append(more);
      }
      return added;
    }

    @Override
    public OutgoingPart.@Nullable Content asPart() {
      return null;
    }

    /** Writes the white space as indentation. */
    void writeAsIndentation(XMLStreamWriter2 writer) throws XMLStreamException {
      writer.writeCharacters(text.toString());
    }

    @Override
    public void writeAsText(XMLStreamWriter2 writer) throws XMLStreamException {
      writer.writeCData("");
      writer.writeCharacters(text.toString());
    }
  }

  /**
   * Bytes written through typed access. As in WCF, all calls for one element add to one content.
   */
  final class Bytes implements Candidate {
    private final StoreStream written;
    private final int threshold;
    private @Nullable StoredContent content;

    /**
     * @param threshold the least size of a part, in bytes
     */
    Bytes(StoreStream written, int threshold) {
      this.written = written;
      this.threshold = threshold;
    }

    void add(byte[] bytes, int offset, int length) throws IOException {
      written.write(bytes, offset, length);
    }

    private StoredContent content() throws IOException {
      if (content == null) {
        content = written.finish();
      }
      return content;
    }

    @Override
    public OutgoingPart.@Nullable Content asPart() throws IOException {
      return content().size() < threshold ? null : new OutgoingPart.Sized(content());
    }

    @Override
    public void writeAsText(XMLStreamWriter2 writer) throws IOException, XMLStreamException {
      try (InputStream in = content().getInputStream()) {
        BinaryContent.writeBase64(writer, in);
      }
    }
  }

  /**
   * A data source. If its size is unknown, only as many bytes are read as are needed to compare the
   * size with the threshold.
   */
  final class Source implements Candidate {
    private final DataSource content;
    private final OutgoingParts parts;

    /** The content if it was opened for its size and is too short for a part. */
    private OutgoingPart.@Nullable Opened opened;

    Source(DataSource content, OutgoingParts parts) {
      this.content = content;
      this.parts = parts;
    }

    @Override
    public OutgoingPart.@Nullable Content asPart() throws IOException {
      SizedContent sized = sized(content);
      if (sized != null) {
        return sized.size() < parts.threshold() ? null : new OutgoingPart.Sized(sized);
      }
      opened = peek(parts.open(content));
      return opened.head().length < parts.threshold() ? null : opened;
    }

    private static @Nullable SizedContent sized(DataSource content) throws IOException {
      if (content instanceof FileDataSource file) {
        return BinaryContent.of(file.getFile().toPath(), file.getContentType());
      }
      return content instanceof SizedContent sized ? sized : null;
    }

    private OutgoingPart.Opened peek(InputStream in) throws IOException {
      try {
        return new OutgoingPart.Opened(in.readNBytes(parts.threshold()), in);
      } catch (Throwable e) {
        try (in) {
          throw e;
        }
      }
    }

    @Override
    public String contentType() {
      String type = content.getContentType();
      return type == null || type.isBlank() ? BinaryContent.OCTET_STREAM : type;
    }

    @Override
    public void writeAsText(XMLStreamWriter2 writer) throws IOException, XMLStreamException {
      try (InputStream in = open()) {
        BinaryContent.writeBase64(writer, in);
      }
    }

    private InputStream open() throws IOException {
      if (opened != null) {
        return new SequenceInputStream(new ByteArrayInputStream(opened.head()), opened.rest());
      }
      SizedContent sized = sized(content);
      return sized == null ? parts.open(content) : sized.getInputStream();
    }
  }
}
