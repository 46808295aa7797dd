package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.envelope.xml.BinaryContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes one content into a {@link PartStore}: to memory, or to the temporary file once memory is
 * full.
 */
final class StoreStream extends OutputStream {
  private static final byte[] NOTHING = {};
  private static final int IN_MEMORY = -1;

  private final PartStore store;
  private byte[] memory = NOTHING;
  private long fileStart = IN_MEMORY;
  private long size;
  private boolean finished;

  StoreStream(PartStore store) {
    this.store = store;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Adds bytes to the content.
   *
   * @throws LimitExceededException if the message would exceed {@code MimeLimits.storedBytes}, or
   *     the host has no disk space left for it
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (fileStart == IN_MEMORY && store.tryTakeMemory(length)) {
      keep(bytes, offset, length);
    } else {
      moveToFile();
      store.append(bytes, offset, length);
    }
    size += length;
  }

  private void keep(byte[] bytes, int offset, int length) {
    int end = (int) size + length;
    if (end > memory.length) {
      memory = Arrays.copyOf(memory, Math.max(end, memory.length + memory.length / 2));
    }
    System.arraycopy(bytes, offset, memory, (int) size, length);
  }

  private void moveToFile() throws IOException {
    if (fileStart == IN_MEMORY) {
      byte[] kept = memory;
      memory = NOTHING;
      fileStart = store.fileEnd();
      store.giveMemory(size);
      store.append(kept, 0, (int) size);
    }
  }

  /** Returns the content, which is complete. */
  StoredContent finish() throws IOException {
    finished = true;
    if (fileStart == IN_MEMORY) {
      ByteBuffer kept = ByteBuffer.wrap(memory, 0, (int) size);
      return new StoredContent(store, BinaryContent.of(kept, BinaryContent.OCTET_STREAM));
    }
    if (store.fileEnd() != fileStart + size) {
      throw new IllegalStateException("Another content was stored before this one was finished");
    }
    return new StoredContent(
        store, BinaryContent.of(store.file(), fileStart, size, BinaryContent.OCTET_STREAM));
  }

  /** Removes the content from the store unless it was finished. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      finished = true;
      if (fileStart == IN_MEMORY) {
        store.giveMemory(size);
      } else {
        store.cut(fileStart);
      }
    }
  }
}
