package io.steatite.transport.http;

import io.steatite.internal.BlockFilterInputStream;
import io.steatite.transport.http.internal.Ticker;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Interrupts a thread that works on an exchange for longer than {@link HttpLimits#processing}. Time
 * in which it waits for the peer does not count; engines have limits of their own for that. Belongs
 * to that thread, but for {@link #tick}.
 */
final class ProcessingWatch implements Ticker.Watched, AutoCloseable {
  private static final Logger LOG = System.getLogger(ProcessingWatch.class.getName());
  private static final Ticker TICKER = new Ticker("steatite-http-processing");

  private final Thread thread = Thread.currentThread();
  private final RequestHead request;
  private final Duration allowed;
  private long busySince = System.nanoTime();
  private long busy;
  private boolean watching = true;
  private boolean fired;

  private ProcessingWatch(RequestHead request, Duration allowed) {
    this.request = request;
    this.allowed = allowed;
  }

  /** Watches the calling thread from now on. */
  static ProcessingWatch start(RequestHead request, Duration allowed) {
    ProcessingWatch watch = new ProcessingWatch(request, allowed);
    TICKER.add(watch);
    return watch;
  }

  /** The stream, reading from which is waiting for the peer. */
  InputStream offClock(InputStream in) {
    return new BlockFilterInputStream(in) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        pause();
        try {
          return in.read(buffer, offset, length);
        } finally {
          resume();
        }
      }
    };
  }

  /** The stream, writing to which is waiting for the peer. */
  OutputStream offClock(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        pause();
        try {
          out.write(buffer, offset, length);
        } finally {
          resume();
        }
      }
    };
  }

  private synchronized void pause() {
    busy += System.nanoTime() - busySince;
    busySince = 0;
  }

  private synchronized void resume() {
    busySince = System.nanoTime();
  }

  @Override
  public synchronized void tick(long nanoTime) {
    if (watching && busySince != 0 && busy + nanoTime - busySince > allowed.toNanos()) {
      watching = false;
      fired = true;
      LOG.log(
          Level.WARNING,
          () ->
              request
                  + " is interrupted: it takes longer than HttpLimits.processing = "
                  + allowed.toMillis()
                  + " ms");
      thread.interrupt();
    }
  }

  /** The operation has returned: if its thread was interrupted, it is so no longer. */
  synchronized void calm() {
    if (fired) {
      fired = false;
      Thread.interrupted();
    }
  }

  @Override
  public void close() {
    TICKER.remove(this);
    synchronized (this) {
      watching = false;
    }
    calm();
  }
}
