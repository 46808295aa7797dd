package io.steatite.conformance.soak;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link SoakHost} in a JVM of its own with a heap of 128 MB. Belongs to one thread. */
final class HostProcess implements Closeable {
  private static final int SECONDS_TO_END = 20;
  private static final int POLL_MILLIS = 500;

  private final Path directory;
  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final InetSocketAddress address;

  private HostProcess(Path directory, Process process) throws IOException {
    this.directory = directory;
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line()));
  }

  /** Starts a host and waits until it listens. */
  static HostProcess start(Engine engine) throws IOException {
    Path directory = Files.createTempDirectory("steatite-soak");
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + temporary,
                // The JDK's server closes idle connections beyond 200, also those on which a
                // request is on its way. Jetty ignores the property.
                "-Dsun.net.httpserver.maxIdleConnections=1000",
                "-cp",
                System.getProperty("java.class.path"),
                SoakHost.class.getName(),
                engine.name())
            .redirectError(directory.resolve("log").toFile())
            .start();
    try {
      return new HostProcess(directory, process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Returns the address at which the host listens. */
  InetSocketAddress address() {
    return address;
  }

  /**
   * Measures the resources that the host holds.
   *
   * @throws IOException if the host has exited; the text contains its log
   */
  Level level() throws IOException {
    input.write('\n');
    input.flush();
    return Level.parse(line());
  }

  /**
   * Waits until the host holds no more than at an earlier time.
   *
   * @param before the level to return to
   * @param heapTolerance the bytes of heap by which it may be above that level
   * @param atMost the longest time to wait
   * @return the last level, whether it is low enough or not
   */
  Level settled(Level before, long heapTolerance, Duration atMost)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    Level level = level();
    while (!level.isBackTo(before, heapTolerance) && System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      level = level();
    }
    return level;
  }

  private String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new EOFException("The host has exited. Its log:\n" + log());
    }
    return line;
  }

  /** Returns what the host has logged: records of level SEVERE, and output to standard error. */
  String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  /** Stops the host and deletes its files. */
  @Override
  public void close() throws IOException {
    try (input;
        output) {
      input.flush();
    } finally {
      end();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(HostProcess::delete);
    }
  }

  private void end() {
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
