package io.steatite.mtom;

import io.steatite.envelope.xml.SizedContent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * A part that is written after the envelope.
 *
 * @param contentId the Content-ID without angle brackets
 * @param contentType the value of the Content-Type field
 * @param content the content; closed with the part
 */
record OutgoingPart(String contentId, String contentType, Content content) implements Closeable {
  @Override
  public void close() throws IOException {
    content.close();
  }

  /** The content of a part. */
  sealed interface Content extends Closeable permits Sized, Opened {
    /** Returns the size in bytes, or empty if it is unknown. */
    OptionalLong size() throws IOException;

    /** Writes all content. Does not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Content of known size; it is opened when it is written. */
  record Sized(SizedContent source) implements Content {
    @Override
    public OptionalLong size() throws IOException {
      return OptionalLong.of(source.size());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      source.writeTo(out);
    }

    @Override
    public void close() {}
  }

  /**
   * Content of unknown size, which was opened to compare its size with the threshold.
   *
   * @param head the bytes that were read
   * @param rest the remaining content
   */
  record Opened(byte[] head, InputStream rest) implements Content {
    @Override
    public OptionalLong size() {
      return OptionalLong.empty();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(head);
      rest.transferTo(out);
    }

    @Override
    public void close() throws IOException {
      rest.close();
    }
  }
}
