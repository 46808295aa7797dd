package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.ReceivedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A part as it is handed out. */
record PartDataSource(MimePart part) implements ReceivedContent {
  @Override
  public void store() throws IOException {
    part.whole();
  }

  /**
   * Stores the content first: one who wants to know the size is about to send the content, and must
   * not wait for bytes while its peer waits for it.
   */
  @Override
  public long size() throws IOException {
    return part.whole().size();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return part.open("getInputStream()");
  }

  @Override
  public InputStream openForMemory() throws IOException {
    return part.openForMemory();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    part.whole().writeTo(out);
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
