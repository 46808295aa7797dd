package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerThreadsTest {
  private final WorkerThreads workers = WorkerThreads.start("test", 1, 1);
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  private void work() {
    running.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void tasksOverTheLimitAreRejectedAndClosingWaitsForTheOthers() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    workers.execute(this::work);
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    workers.execute(() -> ended.set(true));
    assertThatThrownBy(() -> workers.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    go.countDown();
    workers.close(Duration.ofSeconds(20));
    assertThat(ended).isTrue();
  }

  @Test
  void closingInterruptsTasksAfterTheGracePeriod() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    workers.execute(
        () -> {
          work();
          if (Thread.currentThread().isInterrupted()) {
            interrupted.countDown();
          }
        });
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    workers.close(Duration.ZERO);
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
