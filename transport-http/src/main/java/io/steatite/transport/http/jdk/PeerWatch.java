package io.steatite.transport.http.jdk;

import io.steatite.transport.http.internal.Progress;
import io.steatite.transport.http.internal.Ticker;
import java.io.IOException;

/**
 * Interrupts a thread that waits for a peer for too long, which closes the connection: a stream of
 * the JDK's server has no timeout of its own. Belongs to that thread, but for {@link #tick}.
 */
final class PeerWatch implements Ticker.Watched {
  private final Thread thread = Thread.currentThread();
  private boolean waiting;
  private long until;

  /** Something that may wait for the peer. */
  @FunctionalInterface
  interface Step {
    /** Does it; returns how many bytes came or went, a negative number for none. */
    long run() throws IOException;
  }

  /** Runs the step as long as the peer may take. */
  long run(Step step, Progress progress) throws IOException {
    long start = System.nanoTime();
    startWaiting(start + Math.max(progress.allowed(), 0));
    try {
      long count = step.run();
      progress.moved(Math.max(count, 0));
      return count;
    } finally {
      stopWaiting();
      progress.waited(System.nanoTime() - start);
    }
  }

  private synchronized void startWaiting(long end) {
    waiting = true;
    until = end;
  }

  private synchronized void stopWaiting() {
    waiting = false;
  }

  @Override
  public synchronized void tick(long nanoTime) {
    if (waiting && nanoTime - until > 0) {
      waiting = false;
      thread.interrupt();
    }
  }
}
