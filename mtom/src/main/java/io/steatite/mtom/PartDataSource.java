package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A part as it is handed out: stored on its first opening, so that it can be opened again until the
 * message is closed, and so that nobody waits for bytes while its peer waits for him.
 */
record PartDataSource(MimePart part) implements DataSource {
  @Override
  public InputStream getInputStream() throws IOException {
    return part.store().open();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("Read-only content");
  }

  /** The Content-Type in one line, if it is one that we could write as well. */
  @Override
  public String getContentType() {
    String received = part.headers().contentType();
    String contentType = received == null ? "" : received.replace('\t', ' ');
    return contentType.isEmpty() || !OutgoingParts.isFieldValue(contentType)
        ? BinaryContent.OCTET_STREAM
        : contentType;
  }

  /** The Content-ID. */
  @Override
  public String getName() {
    return '<' + String.valueOf(part.headers().contentId()) + '>';
  }
}
