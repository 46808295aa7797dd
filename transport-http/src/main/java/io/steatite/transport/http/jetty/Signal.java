package io.steatite.transport.http.jetty;

import io.steatite.transport.http.internal.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/** Lets a thread wait for one read or write of Jetty. Used once. */
final class Signal implements Callback, Invocable.Task {
  private final CountDownLatch latch = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  @Override
  public void run() {
    latch.countDown();
  }

  @Override
  public void succeeded() {
    latch.countDown();
  }

  @Override
  public void failed(Throwable x) {
    failure = x;
    latch.countDown();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /** Whether it has been given already. */
  boolean isGiven() {
    return latch.getCount() == 0;
  }

  /**
   * Waits as long as the peer may take.
   *
   * @throws IOException if the peer is too slow, or what is waited for has failed
   */
  void await(Progress progress) throws IOException {
    if (!isGiven()) {
      long start = System.nanoTime();
      boolean given = awaitNanos(progress.allowed());
      progress.waited(System.nanoTime() - start);
      if (!given) {
        throw new IOException("The peer is slower than HttpLimits.progressRate allows");
      }
    }
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private boolean awaitNanos(long nanos) throws InterruptedIOException {
    try {
      return latch.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for the peer");
    }
  }
}
