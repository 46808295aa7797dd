package io.steatite.service;

import io.steatite.internal.DaemonThreads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A bounded pool of daemon threads, which end after ten seconds without work. Rejects work when too
 * much is waiting, and after it was closed. Safe for use by several threads.
 */
final class WorkerThreads implements Executor {
  private static final Logger LOG = System.getLogger(ServiceHost.class.getName());

  private final ThreadPoolExecutor pool;

  private WorkerThreads(ThreadPoolExecutor pool) {
    this.pool = pool;
  }

  /**
   * Makes a pool. It starts no thread before there is work.
   *
   * @param name of its threads
   * @param threads at most
   * @param waiting how many tasks may wait for a thread
   */
  static WorkerThreads start(String name, int threads, int waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waiting),
            new DaemonThreads(name));
    pool.allowCoreThreadTimeOut(true);
    return new WorkerThreads(pool);
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** Takes no more work. What runs or waits goes on. */
  void close() {
    pool.shutdown();
  }

  /** Takes no more work, lets what runs or waits end within that time, and interrupts the rest. */
  void close(Duration grace) {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        int lost = pool.shutdownNow().size();
        LOG.log(Level.WARNING, () -> "Closed with accepted requests unfinished, waiting: " + lost);
      }
    } catch (InterruptedException e) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
