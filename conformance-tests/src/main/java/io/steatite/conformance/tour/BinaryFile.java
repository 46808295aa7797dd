package io.steatite.conformance.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Finds a file with binary content to send. */
final class BinaryFile {
  private static final long MEGABYTE = 1 << 20;
  private static final long LARGEST = 32 * MEGABYTE;

  private BinaryFile() {}

  /**
   * Returns the smallest file of the running JDK with a size of 1 to 32 MiB, or a temporary file
   * with random content if the JDK has none.
   */
  static Path ofThisJdk() throws IOException {
    Path lib = Path.of(System.getProperty("java.home"), "lib");
    try (Stream<Path> files = Files.walk(lib)) {
      List<Path> candidates =
          files.filter(Files::isRegularFile).filter(BinaryFile::hasSuitableSize).toList();
      return candidates.isEmpty()
          ? randomFile()
          : candidates.stream().min(Comparator.comparing(BinaryFile::size)).orElseThrow();
    }
  }

  private static boolean hasSuitableSize(Path file) {
    long size = size(file);
    return size >= MEGABYTE && size <= LARGEST;
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private static Path randomFile() throws IOException {
    byte[] bytes = new byte[(int) MEGABYTE + 1];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(Files.createTempFile("steatite-tour", ".bin"), bytes);
    file.toFile().deleteOnExit();
    return file;
  }
}
