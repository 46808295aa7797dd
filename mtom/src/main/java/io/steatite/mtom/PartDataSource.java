package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.ReceivedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A part as the data source that applications get. */
record PartDataSource(MimePart part) implements ReceivedContent {
  @Override
  public void store() throws IOException {
    part.whole();
  }

  /**
   * Stores the content and returns its size. A caller that asks for the size is about to send the
   * content. If it were read from the stream then, sending could block on the peer that waits for
   * the content.
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

  /**
   * Returns the Content-Type in one line if it is valid in a header field that is written; else
   * octet-stream.
   */
  @Override
  public String getContentType() {
    String received = part.headers().contentType();
    String contentType = received == null ? "" : received.replace('\t', ' ');
    return contentType.isEmpty() || !OutgoingParts.isFieldValue(contentType)
        ? BinaryContent.OCTET_STREAM
        : contentType;
  }

  /** Returns the Content-ID in angle brackets. */
  @Override
  public String getName() {
    return '<' + String.valueOf(part.headers().contentId()) + '>';
  }
}
