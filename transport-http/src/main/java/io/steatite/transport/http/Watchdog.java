package io.steatite.transport.http;

import io.steatite.envelope.stack.Deadline;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends what blocks beyond its deadline, for adapters whose sockets cannot be given one: a single
 * thread that sleeps most of the time. Safe for use by several threads.
 */
public final class Watchdog implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param name of its thread
   */
  public Watchdog(String name) {
    timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(10, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Does something at a deadline, unless the watch is closed before. */
  public Watch watch(Deadline deadline, Runnable end) {
    Watch watch = new Watch(end);
    long delay = deadline.remaining().toNanos();
    watch.start(timer.schedule(watch::end, delay, TimeUnit.NANOSECONDS));
    return watch;
  }

  /** Ends the thread; whatever is being watched is watched no longer. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One thing that is being watched. After it is closed, nothing is done to that thing. */
  public static final class Watch implements AutoCloseable {
    private @Nullable Runnable end;
    private @Nullable Future<?> timer;

    private Watch(Runnable end) {
      this.end = end;
    }

    private synchronized void start(Future<?> future) {
      timer = future;
    }

    private synchronized void end() {
      if (end != null) {
        end.run();
        end = null;
      }
    }

    @Override
    public synchronized void close() {
      end = null;
      if (timer != null) {
        timer.cancel(false);
      }
    }
  }
}
