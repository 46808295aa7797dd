package io.steatite.transport.http.internal;

import io.steatite.internal.DaemonThreads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A coarse clock for deadlines: one daemon thread that looks at everything registered ten times a
 * second. Registering and removing cost no system call, unlike a timer task for each call.
 *
 * <p>Safe for use by several threads. The thread ends some seconds after the last removal.
 */
public final class Ticker {
  private static final Logger LOG = System.getLogger(Ticker.class.getName());

  /** How late something may be noticed. */
  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int IDLE_PERIODS = 50;

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final String name;
  private volatile boolean running;

  /** Something with a deadline. */
  @FunctionalInterface
  public interface Watched {
    /**
     * Looks at the time. Must not block.
     *
     * @param nanoTime the value of {@code System.nanoTime()} now
     */
    void tick(long nanoTime);
  }

  /**
   * Makes a clock that stands still until something is registered.
   *
   * @param name of its thread
   */
  public Ticker(String name) {
    this.name = name;
  }

  /** Has something looked at until it is removed. */
  public void add(Watched thing) {
    watched.add(thing);
    if (!running) {
      start();
    }
  }

  /** Has it looked at no longer; a look under way may still end after this. */
  public void remove(Watched thing) {
    watched.remove(thing);
  }

  private synchronized void start() {
    if (!running) {
      running = true;
      new DaemonThreads(name).newThread(this::run).start();
    }
  }

  private void run() {
    int idle = 0;
    while (idle < IDLE_PERIODS) {
      LockSupport.parkNanos(PERIOD);
      idle = watched.isEmpty() ? idle + 1 : 0;
      long now = System.nanoTime();
      watched.forEach(thing -> tick(thing, now));
    }
    running = false;
    if (!watched.isEmpty()) {
      start();
    }
  }

  private static void tick(Watched thing, long now) {
    try {
      thing.tick(now);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A deadline could not be enforced", e);
    }
  }
}
