package io.steatite.conformance.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The resources that a JVM holds.
 *
 * @param heap the bytes of heap in use after garbage collection
 * @param threads the number of live threads
 * @param descriptors the number of open file descriptors
 * @param files the number of files in the directory of temporary files
 */
record Level(long heap, long threads, long descriptors, long files) {
  private static final int COLLECTIONS = 3;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /**
   * Collects garbage and measures this JVM. The number of descriptors is 0 on systems without
   * {@code /proc}.
   */
  static Level ofThisJvm() throws IOException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc(); // one collection clears references, the next one their referents' content
    }
    return new Level(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        Files.isDirectory(DESCRIPTORS) ? count(DESCRIPTORS) : 0,
        count(Path.of(System.getProperty("java.io.tmpdir"))));
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.getFileName().toString().startsWith("hsperf")).count();
    }
  }

  /** Parses a line that {@link #toLine} has written. */
  static Level parse(String line) {
    String[] values = line.split(" ", 4);
    return new Level(
        Long.parseLong(values[0]),
        Long.parseLong(values[1]),
        Long.parseLong(values[2]),
        Long.parseLong(values[3]));
  }

  /** Returns the values on one line. */
  String toLine() {
    return heap + " " + threads + " " + descriptors + " " + files;
  }

  /**
   * Returns whether this level is not above another one.
   *
   * @param heapTolerance the bytes of heap by which this level may be above
   */
  boolean isBackTo(Level other, long heapTolerance) {
    return heap <= other.heap + heapTolerance
        && threads <= other.threads
        && descriptors <= other.descriptors
        && files <= other.files;
  }

  @Override
  public String toString() {
    return "heap %.1f MB, %d threads, %d descriptors, %d temporary files"
        .formatted(heap / 1e6, threads, descriptors, files);
  }
}
