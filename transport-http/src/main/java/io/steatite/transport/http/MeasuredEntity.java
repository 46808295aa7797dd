package io.steatite.transport.http;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.internal.SmallBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A small entity that was written to memory to find out its length. */
final class MeasuredEntity implements OutgoingEntity {
  private final MediaType mediaType;
  private final byte[] bytes;

  private MeasuredEntity(MediaType mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /**
   * Returns the entity with its length if it knows it or fits into a {@link SmallBuffer}; otherwise
   * the entity as it is.
   *
   * @param entity one that can be written again if it turns out to be too large
   */
  static OutgoingEntity of(OutgoingEntity entity) throws IOException {
    if (entity.contentLength().isPresent()) {
      return entity;
    }
    SmallBuffer buffer = new SmallBuffer();
    try {
      entity.writeTo(buffer);
      return new MeasuredEntity(entity.mediaType(), buffer.toByteArray());
    } catch (IOException | RuntimeException e) {
      if (buffer.isExceeded()) {
        return entity;
      }
      throw e;
    }
  }

  @Override
  public MediaType mediaType() {
    return mediaType;
  }

  @Override
  public OptionalLong contentLength() {
    return OptionalLong.of(bytes.length);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
