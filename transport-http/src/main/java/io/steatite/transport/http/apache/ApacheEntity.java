package io.steatite.transport.http.apache;

import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/** Our entity as HttpClient wants it. Its media type is among the request's own fields. */
final class ApacheEntity extends AbstractHttpEntity {
  private final OutgoingEntity entity;
  private final long contentLength;

  ApacheEntity(OutgoingEntity entity) {
    this(entity, entity.contentLength().orElse(-1));
  }

  private ApacheEntity(OutgoingEntity entity, long contentLength) {
    super((String) null, null, contentLength < 0);
    this.entity = entity;
    this.contentLength = contentLength;
  }

  @Override
  public long getContentLength() {
    return contentLength;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    entity.writeTo(out);
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
}
