package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.SizedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A part as it is handed out: stored when it is first needed, so that it can be opened again until
 * the message is closed, and so that nobody waits for bytes while its peer waits for him.
 */
record PartDataSource(MimePart part) implements SizedContent {
  @Override
  public long size() throws IOException {
    return part.store().size();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return part.store().getInputStream();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    part.store().writeTo(out);
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
