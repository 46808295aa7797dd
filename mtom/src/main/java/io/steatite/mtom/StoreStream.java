package io.steatite.mtom;

import io.steatite.LimitExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Content on its way into a {@link PartStore}: first to memory, to a file if there is much. */
final class StoreStream extends OutputStream {
  private final PartStore store;
  private final int memoryBytes;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path path;
  private @Nullable OutputStream file;
  private long size;
  private boolean finished;

  /**
   * @param memoryBytes content with fewer bytes stays in memory
   */
  StoreStream(PartStore store, int memoryBytes) {
    this.store = store;
    this.memoryBytes = memoryBytes;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Takes more content.
   *
   * @throws LimitExceededException if the message has more stored than it may
   */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    store.count(length);
    size += length;
    if (file == null && size < memoryBytes) {
      memory.write(bytes, offset, length);
    } else {
      file().write(bytes, offset, length);
    }
  }

  private OutputStream file() throws IOException {
    if (file == null) {
      path = store.newFile();
      file = Files.newOutputStream(path);
      memory.writeTo(file);
      memory.reset();
    }
    return file;
  }

  /** Ends the content. */
  StoredContent finish() throws IOException {
    finished = true;
    close();
    return path == null
        ? StoredContent.inMemory(store, memory.toByteArray())
        : StoredContent.inFile(store, path);
  }

  /** Content that was not finished goes at once. */
  @Override
  public void close() throws IOException {
    store.forget(this);
    if (file != null) {
      file.close();
    }
    if (path != null && !finished) {
      store.delete(path);
    }
  }
}
