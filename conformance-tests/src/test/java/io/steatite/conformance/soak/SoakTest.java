package io.steatite.conformance.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short runs of the soak programs; {@code docs/soak.md} describes long ones. */
class SoakTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void goodCallsAreAnsweredAndTheHostReturnsToItsLevel(Engine engine) throws Exception {
    boolean passed = Soak.run(engine, Duration.ofSeconds(8), Duration.ofSeconds(8), 40, out);
    assertThat(passed).as(printed.toString(UTF_8)).isTrue();
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void goodCallsSucceedWhileSlowPeersOccupyTheHost() throws Exception {
    boolean passed = SlowPeers.run(Engine.jetty, 300, 100, out);
    assertThat(passed).as(printed.toString(UTF_8)).isTrue();
  }
}
