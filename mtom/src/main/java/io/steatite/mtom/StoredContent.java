package io.steatite.mtom;

import io.steatite.envelope.xml.SizedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Content in a {@link PartStore}. It can be read any number of times until the store is closed. */
final class StoredContent implements SizedContent {
  private final PartStore store;
  private final SizedContent content;

  StoredContent(PartStore store, SizedContent content) {
    this.store = store;
    this.content = content;
  }

  @Override
  public long size() throws IOException {
    return content.size();
  }

  /**
   * Opens the content at its start.
   *
   * @throws IOException if the message is closed, or the file cannot be read
   */
  @Override
  public InputStream getInputStream() throws IOException {
    store.requireOpen();
    return content.getInputStream();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    store.requireOpen();
    content.writeTo(out);
  }

  @Override
  public String getContentType() {
    return content.getContentType();
  }

  @Override
  public String getName() {
    return content.getName();
  }
}
