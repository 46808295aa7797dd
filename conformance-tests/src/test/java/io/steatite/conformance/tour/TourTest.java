package io.steatite.conformance.tour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TourTest {
  @Test
  void allCallsSucceedOnEveryEndpoint() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Path file = BinaryFile.ofThisJdk();
    assertThat(file.toFile().length()).isGreaterThanOrEqualTo(1 << 20);
    boolean passed = Tour.run(file, new PrintStream(printed, true, UTF_8));
    assertThat(passed).as(printed.toString(UTF_8)).isTrue();
    assertThat(printed.toString(UTF_8))
        .contains("60 of 60 as expected")
        .contains("xop:Include")
        .contains("bytes ...")
        .contains("HTTP/1.1 202");
  }
}
