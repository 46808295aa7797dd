package io.steatite.transport.http.internal;

import io.steatite.envelope.stack.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Runs an action when a deadline has passed, unless it is closed before. The action is run up to a
 * tenth of a second late. It must not block: all watches of the process share one thread.
 *
 * <p>Safe for use by several threads.
 */
public final class Watch implements AutoCloseable, Ticker.Watched {
  private static final Ticker TICKER = new Ticker("steatite-http-client-ticker");

  private final Deadline deadline;
  private @Nullable Runnable action;

  private Watch(Deadline deadline, Runnable action) {
    this.deadline = deadline;
    this.action = action;
  }

  /** Starts to watch the deadline. The caller closes the watch. */
  public static Watch start(Deadline deadline, Runnable action) {
    Watch watch = new Watch(deadline, action);
    TICKER.add(watch);
    return watch;
  }

  /** Runs the action if the deadline has passed. */
  @Override
  public void tick(long nanoTime) {
    if (deadline.hasPassed()) {
      TICKER.remove(this);
      run();
    }
  }

  /** A close that comes meanwhile waits, so that the action never runs after it. */
  private synchronized void run() {
    if (action != null) {
      action.run();
      action = null;
    }
  }

  /** Stops watching. When this has returned, the action is not run any more. */
  @Override
  public void close() {
    TICKER.remove(this);
    synchronized (this) {
      action = null;
    }
  }
}
