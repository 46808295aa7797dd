package io.steatite.conformance.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LargePartTest {
  private static final long SECONDS = 240;

  @Test
  @Timeout(value = SECONDS + 30, unit = TimeUnit.SECONDS)
  void partOf256MebibytesIsEchoedWithHeapOf64(@TempDir Path temporary)
      throws IOException, InterruptedException {
    Path log = temporary.resolve("log");
    Path spill = Files.createDirectory(temporary.resolve("spill"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Djava.io.tmpdir=" + spill,
                "-cp",
                System.getProperty("java.class.path"),
                LargePart.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(log)).contains("256 MiB there and back").contains(": the same");
    assertThat(process.exitValue()).isZero();
    try (Stream<Path> left = Files.list(spill)) {
      assertThat(left.filter(file -> !file.getFileName().toString().startsWith("hsperf")))
          .isEmpty();
    }
  }
}
