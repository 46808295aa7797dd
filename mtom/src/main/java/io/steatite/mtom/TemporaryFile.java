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
 * A temporary file that only the owner of the process can read. On Unix its name is removed as soon
 * as it is open; on Windows it is deleted when its last handle is closed. So it does not remain
 * when the process ends, however it ends.
 *
 * <p>If the file system refuses to remove the name of an open file, the file is locked while it is
 * open. When a process opens its first file in a directory, it deletes all files there that are not
 * locked: those of killed processes.
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

  /** The directories in which this process has deleted files of killed processes. */
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
   * @param directory the directory of the file; null for {@code java.io.tmpdir}
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

  /**
   * Locks the file if it still has a name. A failure is ignored, since some file systems do not
   * support locks.
   */
  private void lockIfNamed() throws IOException {
    if (Files.exists(path)) {
      tryLock(channel);
    }
  }

  /** Locks the file until the channel is closed; returns whether that succeeded. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) { // locked by another class loader of this process
      return false;
    }
  }

  /** Deletes the files of killed processes. */
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
      // The file belongs to another user, or was deleted meanwhile.
    }
  }

  /** Returns the channel, for reading and writing by position. */
  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
