package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.ReceivedContent;
import io.steatite.internal.SourceInputStream;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Content that records in the status of its attachments when it cannot be read. */
class WatchedContent implements DataSource {
  private final DataSource content;
  private final ReceivedAttachments attachments;

  private WatchedContent(DataSource content, ReceivedAttachments attachments) {
    this.content = content;
    this.attachments = attachments;
  }

  /** Wraps content. The result is a {@link ReceivedContent} if the content is one. */
  static DataSource of(DataSource content, ReceivedAttachments attachments) {
    return content instanceof ReceivedContent received
        ? new Received(received, attachments)
        : new WatchedContent(content, attachments);
  }

  InputStream open() throws IOException {
    return content.getInputStream();
  }

  final boolean isForObject() {
    return attachments.isUnmarshalling();
  }

  @Override
  public final InputStream getInputStream() throws IOException {
    try {
      return new SourceInputStream(open(), attachments.status());
    } catch (IOException | RuntimeException e) {
      attachments.status().fail(e);
      throw e;
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return content.getOutputStream();
  }

  @Override
  public final String getContentType() {
    return content.getContentType();
  }

  @Override
  public final String getName() {
    return content.getName();
  }

  private static final class Received extends WatchedContent implements ReceivedContent {
    private final ReceivedContent content;

    Received(ReceivedContent content, ReceivedAttachments attachments) {
      super(content, attachments);
      this.content = content;
    }

    @Override
    InputStream open() throws IOException {
      return isForObject() ? content.openForMemory() : content.getInputStream();
    }

    @Override
    public void store() throws IOException {
      content.store();
    }

    @Override
    public InputStream openForMemory() throws IOException {
      return content.openForMemory();
    }

    @Override
    public long size() throws IOException {
      return content.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.writeTo(out);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return content.getOutputStream();
    }
  }
}
