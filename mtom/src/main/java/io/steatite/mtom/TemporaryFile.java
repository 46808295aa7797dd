package io.steatite.mtom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file that only the owner of the process can read. Unix removes its name as soon as it
 * is open, Windows deletes it when its last handle is closed; either way nothing is left of it,
 * however the process ends.
 *
 * <p>On a file system that refuses to remove the name of an open file, the file is locked while it
 * is open. The first file that a process opens in a directory makes it delete the files there that
 * are not locked: those of processes that were killed.
 */
final class TemporaryFile implements Closeable {
  private static final String PREFIX = "steatite-";
  private static final String SUFFIX = ".tmp";

  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);

  /** The directories that this process has looked through. */
  private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a new file.
   *
   * @param directory null for the system's place for temporary files
   */
  static TemporaryFile open(@Nullable Path directory) throws IOException {
    Path place = directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory;
    if (SWEPT.add(place.toAbsolutePath())) {
      sweep(place);
    }
    Path path = place.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
    TemporaryFile file = new TemporaryFile(path, FileChannel.open(path, OPTIONS, access(place)));
    try {
      file.lockIfNamed();
      return file;
    } catch (Throwable e) {
      try (file) {
        throw e;
      }
    }
  }

  private static FileAttribute<?>[] access(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Whether the lock is refused does not matter: some file systems have none. */
  private void lockIfNamed() throws IOException {
    if (Files.exists(path)) {
      tryLock(channel);
    }
  }

  /** The lock ends with the channel. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) { // another class loader of this process has it
      return false;
    }
  }

  /** Deletes what processes have left behind that are no more. */
  private static void sweep(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + '*' + SUFFIX)) {
      for (Path file : files) {
        deleteUnlessLocked(file);
      }
    }
  }

  private static void deleteUnlessLocked(Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (tryLock(channel)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It belongs to another user, or was deleted meanwhile..
    }
  }

  /** Reads and writes the file by position. */
  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
