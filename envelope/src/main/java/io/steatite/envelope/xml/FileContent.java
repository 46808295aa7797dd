package io.steatite.envelope.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of a file, which is open only while it is read. */
record FileContent(Path file, long size, String contentType) implements SizedContent {
  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      new ChannelContent(channel, 0, size, contentType, getName()).writeTo(out);
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public String getContentType() {
    return contentType;
  }

  @Override
  public String getName() {
    return String.valueOf(file.getFileName());
  }
}
