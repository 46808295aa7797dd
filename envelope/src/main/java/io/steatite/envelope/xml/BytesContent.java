package io.steatite.envelope.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes in memory, not copied. */
record BytesContent(byte[] bytes, int offset, int length, String contentType)
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
