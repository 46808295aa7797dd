package io.steatite.mtom;

import io.steatite.envelope.xml.SizedContent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** The content of a part that waits for its turn to be written. */
interface OutgoingContent extends Closeable {
  /** How many bytes it has, if that is known. */
  OptionalLong size() throws IOException;

  /** Writes all of it and leaves the stream open. */
  void writeTo(OutputStream out) throws IOException;

  /** Content that is opened no sooner than it is written. */
  record Sized(SizedContent source) implements OutgoingContent {
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
   * Content that was opened to see whether it is long enough.
   *
   * @param head what was read of it
   */
  record Opened(byte[] head, InputStream rest) implements OutgoingContent {
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
