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

  ApacheEntity(OutgoingEntity entity) {
    super((String) null, null, entity.contentLength().isEmpty());
    this.entity = entity;
  }

  @Override
  public long getContentLength() {
    return entity.contentLength().orElse(-1);
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
