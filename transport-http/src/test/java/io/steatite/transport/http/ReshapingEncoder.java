package io.steatite.transport.http;

import io.steatite.ResourceAccount;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes entities of another nature than text: written once only, or of known length. */
final class ReshapingEncoder implements MessageEncoder {
  private final MessageEncoder encoder;
  private final boolean sized;
  private final AtomicInteger written = new AtomicInteger();

  /**
   * @param sized whether entities know their length; those that do not can be written once
   */
  ReshapingEncoder(MessageEncoder encoder, boolean sized) {
    this.encoder = encoder;
    this.sized = sized;
  }

  /** How often an entity was written. */
  int written() {
    return written.get();
  }

  @Override
  public Set<SoapVersion> versions() {
    return encoder.versions();
  }

  @Override
  public boolean canRead(MediaType mediaType) {
    return encoder.canRead(mediaType);
  }

  @Override
  public Message decode(InputStream in, MediaType mediaType, ResourceAccount account)
      throws IOException {
    return encoder.decode(in, mediaType, account);
  }

  @Override
  public OutgoingEntity encode(Message message) {
    OutgoingEntity entity = encoder.encode(message);
    return new OutgoingEntity() {
      @Override
      public MediaType mediaType() {
        return entity.mediaType();
      }

      @Override
      public OptionalLong contentLength() {
        return sized ? OptionalLong.of(length(entity)) : OptionalLong.empty();
      }

      @Override
      public boolean isRepeatable() {
        return sized;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        written.incrementAndGet();
        entity.writeTo(out);
      }
    };
  }

  private static long length(OutgoingEntity entity) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      entity.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.size();
  }
}
