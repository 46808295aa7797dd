package io.steatite.mtom;

import io.steatite.ResourceAccount;
import io.steatite.internal.SmallBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package whose envelope is in memory and whose parts know their sizes, none of them opened. It
 * can be written any number of times.
 *
 * @param entity knows the names and headers
 * @param length bytes of the whole package
 */
record MeasuredPackage(MtomEntity entity, byte[] envelope, List<OutgoingPart> parts, long length) {
  private static final MimeLimits IN_MEMORY =
      MimeLimits.builder()
          .memoryBytes(SmallBuffer.CAPACITY)
          .storedBytes(SmallBuffer.CAPACITY)
          .build();

  /** The package, or null if it cannot be measured; what is wrong with it shows in writing. */
  static @Nullable MeasuredPackage of(MtomEntity entity) {
    SmallBuffer envelope = new SmallBuffer();
    // Neither is closed: nothing is opened for measuring, and what is in memory is still needed.
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
