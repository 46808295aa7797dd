package io.steatite.transport.http.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the exchanges under way, so that a server can wait for their end. Thread-safe. */
public final class ExchangeCount {
  private static final Logger LOG = System.getLogger(ExchangeCount.class.getName());

  private final AtomicInteger underWay = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closing;

  /** Counts an exchange that has begun. */
  public void begin() {
    underWay.incrementAndGet();
  }

  /** Counts an exchange that has ended. */
  public void end() {
    if (underWay.decrementAndGet() == 0 && closing) {
      ended.countDown();
    }
  }

  /** How many are under way. */
  public int underWay() {
    return underWay.get();
  }

  /** Whether the server is being closed: further exchanges are to be refused. */
  public boolean isClosing() {
    return closing;
  }

  /** Starts closing, and waits until no exchange is under way or the grace is over. */
  public void close(Duration grace) {
    closing = true;
    if (underWay.get() == 0) {
      return;
    }
    try {
      if (!ended.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.DEBUG, () -> "Exchanges broken off: " + underWay);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
