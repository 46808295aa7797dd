package io.steatite.transport.http;

import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes entities that can be written once, as if there were a stream in them. */
final class OneShotEncoder implements MessageEncoder {
  private final MessageEncoder encoder;
  private final AtomicInteger written = new AtomicInteger();

  OneShotEncoder(MessageEncoder encoder) {
    this.encoder = encoder;
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
  public Message decode(InputStream in, MediaType mediaType) throws IOException {
    return encoder.decode(in, mediaType);
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
      public boolean isRepeatable() {
        return false;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        written.incrementAndGet();
        entity.writeTo(out);
      }
    };
  }
}
