package io.steatite.transport.http.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many exchanges run at a time. Those that may block on their peer are large; they get
 * half of the places at most, so that slow peers leave the other half to everyone else. Exchanges
 * that find no place wait for one, without a thread, for a few seconds; their number is limited.
 *
 * <p>Safe for use by several threads.
 */
public final class Admission implements Ticker.Watched {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

  private final int places;
  private final int largePlaces;
  private final int mostWaiting;
  private final Deque<Waiting> small = new ArrayDeque<>();
  private final Deque<Waiting> large = new ArrayDeque<>();
  private int running;
  private int runningLarge;

  /** How an exchange fared that asked for a place. */
  public enum Outcome {
    /** It has one, and must leave it. */
    ADMITTED,
    /** It will be told. */
    WAITING,
    /** It gets none. */
    REFUSED
  }

  /** An exchange that waits for a place. Called on the thread of another exchange, or the clock. */
  public interface Candidate {
    /** It has a place now, and must leave it. Must not block. */
    void admitted();

    /** It waited too long. Must not block. */
    void refused();
  }

  private record Waiting(Candidate candidate, long since) {}

  /**
   * A bound.
   *
   * @param places how many may run at a time, at least 2
   * @param mostWaiting how many may wait, of the large ones and of the others each
   */
  public Admission(int places, int mostWaiting) {
    this.places = places;
    this.mostWaiting = mostWaiting;
    this.largePlaces = places / 2;
  }

  /** Asks for a place, waiting for it if all are taken. */
  public synchronized Outcome enter(boolean isLarge, Candidate candidate) {
    if (take(isLarge)) {
      return Outcome.ADMITTED;
    }
    Deque<Waiting> queue = isLarge ? large : small;
    if (queue.size() >= mostWaiting) {
      return Outcome.REFUSED;
    }
    queue.add(new Waiting(candidate, System.nanoTime()));
    return Outcome.WAITING;
  }

  /** Takes a place if there is one. */
  public synchronized boolean tryEnter(boolean isLarge) {
    return take(isLarge);
  }

  /** Makes a running exchange a large one, if there is a place for it. */
  public synchronized boolean tryGrow() {
    if (runningLarge >= largePlaces) {
      return false;
    }
    runningLarge++;
    return true;
  }

  private boolean take(boolean isLarge) {
    if (running >= places || (isLarge && runningLarge >= largePlaces)) {
      return false;
    }
    running++;
    runningLarge += isLarge ? 1 : 0;
    return true;
  }

  /** Gives a place back. */
  public void leave(boolean isLarge) {
    Candidate next;
    synchronized (this) {
      running--;
      runningLarge -= isLarge ? 1 : 0;
      next = next();
    }
    if (next != null) {
      next.admitted();
    }
  }

  private @Nullable Candidate next() {
    if (!small.isEmpty() && take(false)) {
      return small.remove().candidate();
    }
    return !large.isEmpty() && take(true) ? large.remove().candidate() : null;
  }

  /** How many exchanges run now. */
  public synchronized int running() {
    return running;
  }

  /** Refuses those that have waited too long. */
  @Override
  public void tick(long nanoTime) {
    refuseOverdue(small, nanoTime);
    refuseOverdue(large, nanoTime);
  }

  private void refuseOverdue(Deque<Waiting> queue, long nanoTime) {
    for (Candidate late = overdue(queue, nanoTime); late != null; late = overdue(queue, nanoTime)) {
      late.refused();
    }
  }

  private synchronized @Nullable Candidate overdue(Deque<Waiting> queue, long nanoTime) {
    Waiting first = queue.peek();
    return first != null && nanoTime - first.since() > PATIENCE ? queue.remove().candidate() : null;
  }
}
