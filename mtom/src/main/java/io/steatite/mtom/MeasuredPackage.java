package io.steatite.mtom;

import io.steatite.ResourceAccount;
import io.steatite.internal.SmallBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package whose total size is known: the envelope is in memory, and the size of each part is
 * known without opening it. It can be written any number of times.
 *
 * @param entity provides the names and the headers
 * @param envelope the serialized envelope
 * @param parts the parts that the envelope refers to
 * @param length the size of the whole package, in bytes
 */
record MeasuredPackage(MtomEntity entity, byte[] envelope, List<OutgoingPart> parts, long length) {
  private static final MimeLimits IN_MEMORY =
      MimeLimits.builder()
          .memoryBytes(SmallBuffer.CAPACITY)
          .storedBytes(SmallBuffer.CAPACITY)
          .build();

  /**
   * Returns the measured package. Returns null if it cannot be measured; if that is because of an
   * error in the message, the error occurs again when the package is written.
   */
  static @Nullable MeasuredPackage of(MtomEntity entity) {
    SmallBuffer envelope = new SmallBuffer();
    // Not closed: measuring opens nothing, and the content in memory is needed for writing.
    PartStore store = new PartStore(IN_MEMORY, null, ResourceAccount.unlimited());
    OutgoingParts parts = entity.measuredParts(store);
    try {
      entity.writeEnvelope(envelope, parts);
      return of(entity, envelope.toByteArray(), parts.all());
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static MeasuredPackage of(MtomEntity entity, byte[] envelope, List<OutgoingPart> parts)
      throws IOException {
    Counter counter = new Counter();
    PackageWriter mime = entity.packageWriter(counter);
    entity.startRoot(mime);
    counter.count += envelope.length;
    for (OutgoingPart part : parts) {
      mime.startPart(part);
      counter.count += part.content().size().orElseThrow();
    }
    mime.end();
    return new MeasuredPackage(entity, envelope, parts, counter.count);
  }

  void writeTo(OutputStream out) throws IOException {
    PackageWriter mime = entity.packageWriter(out);
    entity.startRoot(mime);
    out.write(envelope);
    for (OutgoingPart part : parts) {
      mime.part(part);
    }
    mime.end();
  }

  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
