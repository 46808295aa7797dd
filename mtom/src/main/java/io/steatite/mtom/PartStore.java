package io.steatite.mtom;

import io.steatite.LimitExceededException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of one message wait: small ones in memory, large ones in temporary files that
 * only the owner of the process can read. All of them go when the store is closed.
 */
final class PartStore implements Closeable {
  private static final int CHUNK = 16 << 10;

  private final MimeLimits limits;
  private final @Nullable Path directory;
  private final List<Path> files = new ArrayList<>();
  private final List<StoreStream> streams = new ArrayList<>();
  private byte @Nullable [] chunk;
  private long stored;
  private boolean closed;

  /**
   * @param directory where to make temporary files; null for the system's place for them
   */
  PartStore(MimeLimits limits, @Nullable Path directory) {
    this.limits = limits;
    this.directory = directory;
  }

  /**
   * Reads the stream to its end.
   *
   * @throws LimitExceededException if the message has more stored than it may
   */
  StoredContent store(InputStream in) throws IOException {
    requireOpen();
    try (StoreStream content = stream()) {
      if (chunk == null) {
        chunk = new byte[CHUNK];
      }
      for (int n; (n = in.read(chunk)) >= 0; ) {
        content.write(chunk, 0, n);
      }
      return content.finish();
    }
  }

  /** Takes content piece by piece; what was not finished is closed with the store. */
  StoreStream stream() {
    StoreStream stream = new StoreStream(this, limits.memoryBytes());
    streams.add(stream);
    return stream;
  }

  void forget(StoreStream stream) {
    streams.remove(stream);
  }

  Path newFile() throws IOException {
    Path file =
        directory == null
            ? Files.createTempFile("steatite-", ".part")
            : Files.createTempFile(directory, "steatite-", ".part");
    files.add(file);
    return file;
  }

  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    files.remove(file);
  }

  void count(int bytes) {
    stored += bytes;
    if (stored > limits.storedBytes()) {
      throw new LimitExceededException("MimeLimits.storedBytes", limits.storedBytes());
    }
  }

  void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("The message is closed, and its binary content with it");
    }
  }

  /** Deletes the files. May be called again. */
  @Override
  public void close() throws IOException {
    closed = true;
    @Nullable IOException failure = null;
    for (StoreStream stream : List.copyOf(streams)) {
      try {
        stream.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        failure = e;
      }
    }
    files.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
