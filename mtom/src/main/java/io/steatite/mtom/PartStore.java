package io.steatite.mtom;

import io.steatite.envelope.xml.LimitExceededException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    byte[] head = in.readNBytes((int) Math.min(limits.memoryBytes(), remaining() + 1));
    count(head.length);
    return head.length < limits.memoryBytes()
        ? StoredContent.inMemory(this, head)
        : StoredContent.inFile(this, spill(head, in));
  }

  private Path spill(byte[] head, InputStream in) throws IOException {
    Path file = newFile();
    files.add(file);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(head);
      byte[] chunk = new byte[CHUNK];
      for (int n; (n = in.read(chunk)) >= 0; ) {
        count(n);
        out.write(chunk, 0, n);
      }
    }
    return file;
  }

  private Path newFile() throws IOException {
    return directory == null
        ? Files.createTempFile("steatite-", ".part")
        : Files.createTempFile(directory, "steatite-", ".part");
  }

  private long remaining() {
    return Math.min(limits.storedBytes() - stored, MimeLimits.UNLIMITED);
  }

  private void count(int bytes) {
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
