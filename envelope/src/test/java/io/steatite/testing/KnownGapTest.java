package io.steatite.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Tests that {@link KnownGap} reports a test that passes. */
class KnownGapTest {
  private static TestExecutionSummary run(String test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Gaps.class, test))
                .build(),
            listener);
    return listener.getSummary();
  }

  @Test
  void failingTestIsReportedAsPassed() {
    assertThat(run("open").getTestsSucceededCount()).isEqualTo(1);
  }

  @Test
  void passingTestIsReportedAsFailedWithTheGap() {
    assertThat(run("closed").getFailures())
        .singleElement()
        .satisfies(
            failure -> assertThat(failure.getException()).hasMessageContaining("cannot count"));
  }

  /** Executed by the tests above only. */
  static class Gaps {
    @Test
    @KnownGap("cannot count")
    void open() {
      throw new AssertionError("one is not two");
    }

    @Test
    @KnownGap("cannot count")
    void closed() {}
  }
}
