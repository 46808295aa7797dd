package io.steatite.transport.http;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * A small entity, written already: so a request gets a Content-Length, which some servers insist
 * on, instead of chunks.
 */
final class MeasuredEntity implements OutgoingEntity {
  private final MediaType mediaType;
  private final byte[] bytes;

  private MeasuredEntity(MediaType mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /**
   * The entity, measured if it is small.
   *
   * @param entity one that can be written again if the attempt finds it too large
   */
  static OutgoingEntity of(OutgoingEntity entity) throws IOException {
    if (entity.contentLength().isPresent()) {
      return entity;
    }
    Attempt attempt = new Attempt();
    try {
      entity.writeTo(attempt);
      return new MeasuredEntity(entity.mediaType(), attempt.bytes.toByteArray());
    } catch (IOException | RuntimeException e) {
      if (attempt.tooLarge) {
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

  /** Fails as soon as it would hold more than is small; its caller then knows why. */
  private static final class Attempt extends OutputStream {
    private static final int SMALL = 64 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private boolean tooLarge;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      if (tooLarge || bytes.size() + length > SMALL) {
        tooLarge = true;
        throw new IOException("Larger than " + SMALL + " bytes");
      }
      bytes.write(source, offset, length);
    }
  }
}
