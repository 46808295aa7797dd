package io.steatite.envelope.jaxb;

import io.steatite.envelope.xml.SizedContent;
import jakarta.activation.DataSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Content that tells if it cannot be read, besides throwing. */
class WatchedContent implements DataSource {
  private final DataSource content;
  private final Consumer<IOException> failed;

  private WatchedContent(DataSource content, Consumer<IOException> failed) {
    this.content = content;
    this.failed = failed;
  }

  /** The content, still one with a size if it was. */
  static DataSource of(DataSource content, Consumer<IOException> failed) {
    return content instanceof SizedContent sized
        ? new Sized(sized, failed)
        : new WatchedContent(content, failed);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    try {
      return new Watched(content.getInputStream());
    } catch (IOException e) {
      failed.accept(e);
      throw e;
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return content.getOutputStream();
  }

  @Override
  public String getContentType() {
    return content.getContentType();
  }

  @Override
  public String getName() {
    return content.getName();
  }

  private static final class Sized extends WatchedContent implements SizedContent {
    private final SizedContent content;

    Sized(SizedContent content, Consumer<IOException> failed) {
      super(content, failed);
      this.content = content;
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

  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        failed.accept(e);
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        failed.accept(e);
        throw e;
      }
    }
  }
}
