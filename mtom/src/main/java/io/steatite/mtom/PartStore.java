package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.internal.ReadStatus;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Stores the parts of one message: in memory while the limit of the message and the account of the
 * host permit, then in one temporary file. Closing the store removes the parts and returns memory
 * and disk space to the account.
 *
 * <p>Contents are stored one after the other. Not safe for use by several threads at a time.
 */
final class PartStore implements Closeable {
  private static final int CHUNK = 16 << 10;

  private final MimeLimits limits;
  private final @Nullable Path directory;
  private final ResourceAccount account;
  private @Nullable TemporaryFile file;
  private byte @Nullable [] chunk;
  private long memory;
  private long disk;
  private boolean closed;

  /**
   * @param directory the directory of the temporary file; null for {@code java.io.tmpdir}
   * @param account provides memory and disk space
   */
  PartStore(MimeLimits limits, @Nullable Path directory, ResourceAccount account) {
    this.limits = limits;
    this.directory = directory;
    this.account = account;
  }

  /**
   * Stores all content of a stream.
   *
   * @throws LimitExceededException if the message would exceed {@code MimeLimits.storedBytes}, or
   *     the host has no disk space left for it
   */
  StoredContent store(InputStream in) throws IOException {
    requireOpen();
    try (StoreStream content = stream()) {
      int first = in.read(); // empty content needs no buffer
      if (first >= 0) {
        content.write(first);
        copy(in, content);
      }
      return content.finish();
    }
  }

  private void copy(InputStream in, StoreStream content) throws IOException {
    if (chunk == null) {
      chunk = new byte[CHUNK];
    }
    for (int n; (n = in.read(chunk)) >= 0; ) {
      content.write(chunk, 0, n);
    }
  }

  /**
   * Returns a stream for a caller that reads all content into memory: it enforces {@code
   * MimeLimits.materializedBytes} and takes the memory from the account.
   */
  InputStream forMemory(InputStream content, ReadStatus status) {
    return new MaterializingStream(content, limits.materializedBytes(), account, status);
  }

  /**
   * Returns a stream that stores what is written to it. Finish or close it before another content
   * is stored.
   */
  StoreStream stream() {
    return new StoreStream(this);
  }

  /** Takes memory for content; returns false if the message or the host has none left. */
  boolean tryTakeMemory(int bytes) {
    requireRoom(bytes);
    if (memory + bytes > limits.memoryBytes() || !account.tryTakeMemory(bytes)) {
      return false;
    }
    memory += bytes;
    return true;
  }

  void giveMemory(long bytes) {
    if (!closed) {
      memory -= bytes;
      account.giveMemory(bytes);
    }
  }

  /** Returns the end of the file, where the next content starts. */
  long fileEnd() {
    return disk;
  }

  /** Appends bytes to the file. */
  void append(byte[] bytes, int offset, int length) throws IOException {
    requireRoom(length);
    FileChannel channel = file();
    account.takeDisk(length);
    long at = disk;
    disk += length;
    for (ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length); buffer.hasRemaining(); ) {
      at += channel.write(buffer, at);
    }
  }

  /** Truncates the file. */
  void cut(long newEnd) throws IOException {
    if (!closed) {
      account.giveDisk(disk - newEnd);
      disk = newEnd;
      file().truncate(newEnd);
    }
  }

  /** Returns the channel of the file, and creates the file first if necessary. */
  FileChannel file() throws IOException {
    requireOpen();
    if (file == null) {
      file = TemporaryFile.open(directory);
    }
    return file.channel();
  }

  private void requireRoom(int bytes) {
    if (memory + disk + bytes > limits.storedBytes()) {
      throw new LimitExceededException("MimeLimits.storedBytes", limits.storedBytes());
    }
  }

  void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("The message is closed, so its binary content cannot be read");
    }
  }

  /** Removes all content. May be called again. */
  @Override
  public void close() throws IOException {
    closed = true;
    account.giveMemory(memory);
    account.giveDisk(disk);
    memory = 0;
    disk = 0;
    if (file != null) {
      file.close();
    }
  }
}
