package io.steatite.mtom;

import io.steatite.LimitExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Content on its way into a {@link PartStore}: to memory, to its file once memory is full. */
final class StoreStream extends OutputStream {
  private static final int IN_MEMORY = -1;

  private final PartStore store;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
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
   * Takes more content.
   *
   * @throws LimitExceededException if the message has more stored than it may, or the host has no
   *     room for it
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (fileStart == IN_MEMORY && store.tryTakeMemory(length)) {
      memory.write(bytes, offset, length);
    } else {
      moveToFile();
      store.append(bytes, offset, length);
    }
    size += length;
  }

  private void moveToFile() throws IOException {
    if (fileStart == IN_MEMORY) {
      byte[] kept = memory.toByteArray();
      memory = new ByteArrayOutputStream(0);
      fileStart = store.fileEnd();
      store.giveMemory(kept.length);
      store.append(kept, 0, kept.length);
    }
  }

  /** Ends the content. */
  StoredContent finish() throws IOException {
    finished = true;
    if (fileStart == IN_MEMORY) {
      return StoredContent.inMemory(store, memory.toByteArray());
    }
    if (store.fileEnd() != fileStart + size) {
      throw new IllegalStateException("Two contents were stored at the same time");
    }
    return StoredContent.inFile(store, fileStart, size);
  }

  /** Removes what was written, unless it was finished. */
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
