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
 * Keeps the parts of one message: in memory as long as the message and the host have room there, in
 * one temporary file after that. Closing the store removes all of them and gives back what they
 * took from the account.
 *
 * <p>Belongs to one thread at a time. Contents are stored one after the other.
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
   * @param directory where to make a temporary file; null for the system's place for them
   * @param account counts what is stored
   */
  PartStore(MimeLimits limits, @Nullable Path directory, ResourceAccount account) {
    this.limits = limits;
    this.directory = directory;
    this.account = account;
  }

  /**
   * Reads the stream to its end.
   *
   * @throws LimitExceededException if the message has more stored than it may, or the host has no
   *     room for it
   */
  StoredContent store(InputStream in) throws IOException {
    requireOpen();
    try (StoreStream content = stream()) {
      int first = in.read(); // often there is nothing, which needs no chunk
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

  /** The content for a reader that keeps all of it in memory. */
  InputStream forMemory(InputStream content, ReadStatus status) {
    return new MemoryStream(content, limits.materializedBytes(), account, status);
  }

  /** Takes content piece by piece; to be finished or closed before another one is started. */
  StoreStream stream() {
    return new StoreStream(this);
  }

  /** Takes memory, if the message and the host have room for so much. */
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

  /** The end of the file, where the next content starts. */
  long fileEnd() {
    return disk;
  }

  /** Writes at the end of the file. */
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

  /** Cuts off the end of the file. */
  void cut(long newEnd) throws IOException {
    if (!closed) {
      account.giveDisk(disk - newEnd);
      disk = newEnd;
      file().truncate(newEnd);
    }
  }

  /** The open file. */
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
      throw new IOException("The message is closed, and its binary content with it");
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
