package io.steatite.transport.http.jetty;

import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.internal.Ticker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * What a handler has left unread of a request. It is read and dropped before the answer, so that
 * the connection can be used again; if there is too much of it, the answer comes first and says
 * that the connection closes, and the rest is dropped while the client reads the answer. A
 * connection closed with bytes unread would be reset, and the answer lost with it.
 *
 * <p>No thread waits meanwhile.
 */
final class Remainder implements Invocable.Task, Ticker.Watched {
  private final JettyExchange exchange;
  private final RequestContent content;
  private final HttpLimits limits;
  private final Answer answer;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile long since;
  private long dropped;

  /** Writes the response. */
  @FunctionalInterface
  interface Answer {
    /**
     * Starts writing.
     *
     * @param close whether the response is the last on the connection
     */
    void write(boolean close);
  }

  Remainder(JettyExchange exchange, Answer answer) {
    this.exchange = exchange;
    this.content = exchange.content();
    this.limits = exchange.limits();
    this.answer = answer;
  }

  /** Drops the rest within the limits, then answers. */
  void drain() {
    if (content.isEnded()) {
      end(content.failure() != null);
    } else if (content.remaining() > limits.drainBytes()) {
      linger();
    } else {
      watch();
      run();
    }
  }

  /** Answers, then drops the rest. */
  void linger() {
    answer(true);
    if (content.isEnded()) {
      exchange.drained();
    } else {
      watch();
      run();
    }
  }

  private void watch() {
    since = System.nanoTime();
    exchange.host().ticker().add(this);
  }

  /** Drops what has arrived, and goes on when more arrives. */
  @Override
  public void run() {
    while (!content.isEnded()) {
      long count = content.drop();
      if (count < 0) {
        exchange.request().demand(this);
        return;
      }
      dropped += count;
      if (dropped > limits.drainBytes()) {
        answer(true);
      }
      if (dropped > limits.body()) {
        overdue();
        return;
      }
    }
    exchange.host().ticker().remove(this);
    end(content.failure() != null);
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  private void end(boolean close) {
    answer(close);
    exchange.drained();
  }

  private void answer(boolean close) {
    if (answered.compareAndSet(false, true)) {
      since = System.nanoTime();
      answer.write(close);
    }
  }

  @Override
  public void tick(long nanoTime) {
    if (nanoTime - since > limits.drainTime().toNanos()) {
      if (answered.get()) {
        overdue();
      } else {
        answer(true);
      }
    }
  }

  private void overdue() {
    exchange.host().ticker().remove(this);
    exchange.cut("more of the request came than the server drops");
  }
}
