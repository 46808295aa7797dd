package io.steatite.transport.http.apache;

import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Our entity as HttpClient wants it. Knows whether the connection failed or the entity itself.
 *
 * <p>If the entity fails, the connection is closed at once: HttpClient would end the entity
 * properly otherwise, and the server would take half of it for the whole.
 */
final class ApacheEntity extends AbstractHttpEntity {
  private final OutgoingEntity entity;
  private final long contentLength;
  private final HttpClientConnection connection;
  private boolean connectionFailed;
  private boolean failed;

  ApacheEntity(OutgoingEntity entity, HttpClientConnection connection) {
    this(entity, entity.contentLength().orElse(-1), connection);
  }

  private ApacheEntity(OutgoingEntity entity, long contentLength, HttpClientConnection connection) {
    super((String) null, null, contentLength < 0);
    this.entity = entity;
    this.contentLength = contentLength;
    this.connection = connection;
  }

  @Override
  public long getContentLength() {
    return contentLength;
  }

  /** Whether the server takes no more of the request, rather than the entity having failed. */
  boolean hasConnectionFailed() {
    return connectionFailed;
  }

  /** Whether the entity failed while the server would have taken more of it. */
  boolean hasFailed() {
    return failed;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    boolean written = false;
    try {
      entity.writeTo(new Watched(out));
      written = true;
    } finally {
      failed = !written && !connectionFailed;
      if (failed) {
        connection.close(CloseMode.IMMEDIATE);
      }
    }
  }

  /** Never: nothing is sent twice. */
  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  /** There is none: the entity writes itself. */
  @Override
  public @Nullable InputStream getContent() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  /** Remembers that the connection failed: on its way here the exception may become another. */
  private final class Watched extends FilterOutputStream {
    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        connectionFailed = true;
        throw e;
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        connectionFailed = true;
        throw e;
      }
    }
  }
}
