package io.steatite.envelope.xml;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of a file, which go from channel to channel where the stream is one. */
record FileContent(Path file, long size, String contentType) implements SizedContent {
  private static final int CHUNK = 64 << 10;

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (out instanceof WritableByteChannel target) {
        transfer(channel, target);
      } else {
        copy(Channels.newInputStream(channel), out);
      }
    }
  }

  private void transfer(FileChannel channel, WritableByteChannel target) throws IOException {
    for (long at = 0; at < size; ) {
      long n = channel.transferTo(at, size - at, target);
      if (n <= 0 && at >= channel.size()) {
        throw shorter(at);
      }
      at += n;
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) Math.min(CHUNK, size)];
    for (long at = 0; at < size; ) {
      int n = in.read(chunk, 0, (int) Math.min(chunk.length, size - at));
      if (n < 0) {
        throw shorter(at);
      }
      out.write(chunk, 0, n);
      at += n;
    }
  }

  private EOFException shorter(long at) {
    return new EOFException(
        "File " + file.getFileName() + " had " + size + " bytes when it was measured, now " + at);
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
