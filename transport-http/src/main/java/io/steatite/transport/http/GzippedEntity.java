package io.steatite.transport.http;

import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An entity, compressed while it is written (RFC 9110 section 8.4.1.3).
 *
 * @param entity as it would be without
 */
record GzippedEntity(OutgoingEntity entity) implements OutgoingEntity {
  private static final int BUFFER = 8 << 10;

  @Override
  public MediaType mediaType() {
    return entity.mediaType();
  }

  @Override
  public boolean isRepeatable() {
    return entity.isRepeatable();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Gzip gzip = new Gzip(out);
    try {
      entity.writeTo(gzip);
      gzip.finish();
    } finally {
      gzip.release();
    }
  }

  /** Not closed, so that {@code out} stays open and what failed is not finished. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
    }

    /** Gives back memory that is not on the heap, without waiting for a garbage collection. */
    void release() {
      def.end();
    }
  }
}
