package io.steatite.envelope.xml;

import io.steatite.internal.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first {@code size} bytes of a file. The file is open only while it is read. */
record FileContent(Path file, long size, String contentType) implements SizedContent {
  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      new Section(channel, 0, size, contentType, getName()).writeTo(out);
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

  /**
   * A section of an open file. It is read by position, so several streams can read it at the same
   * time, and it is transferred between channels if it is written to a channel.
   *
   * @param start the position of its first byte
   */
  record Section(FileChannel channel, long start, long size, String contentType, String name)
      implements SizedContent {
    private static final int CHUNK = 64 << 10;

    @Override
    public void writeTo(OutputStream out) throws IOException {
      if (out instanceof WritableByteChannel target) {
        transfer(target);
      } else {
        copy(out);
      }
    }

    private void transfer(WritableByteChannel target) throws IOException {
      for (long at = 0; at < size; ) {
        long n = channel.transferTo(start + at, size - at, target);
        if (n <= 0 && start + at >= channel.size()) {
          throw truncated(at);
        }
        at += n;
      }
    }

    private void copy(OutputStream out) throws IOException {
      InputStream in = getInputStream();
      byte[] chunk = new byte[(int) Math.min(CHUNK, size)];
      for (int n; (n = in.read(chunk)) > 0; ) {
        out.write(chunk, 0, n);
      }
    }

    private EOFException truncated(long found) {
      return new EOFException(
          "File " + name + " had " + size + " bytes when it was measured, now " + found);
    }

    /** Returns a stream that does not close the channel. */
    @Override
    public InputStream getInputStream() {
      return new SectionStream();
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public String getName() {
      return name;
    }

    private final class SectionStream extends BlockInputStream {
      private long at;

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int most = (int) Math.min(length, size - at);
        if (most == 0) {
          return length == 0 ? 0 : -1;
        }
        int n = channel.read(ByteBuffer.wrap(bytes, offset, most), start + at);
        if (n < 0) {
          throw truncated(at);
        }
        at += n;
        return n;
      }
    }
  }
}
