package io.steatite.transport.http.jetty;

import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.internal.Ticker;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * What a handler has left unread of a request. It is read and dropped while the client reads the
 * answer: a connection closed with bytes unread would be reset, and the answer lost with it. No
 * thread waits meanwhile.
 */
final class Remainder implements Invocable.Task, Ticker.Watched {
  private final JettyExchange exchange;
  private final RequestContent content;
  private final HttpLimits limits;
  private final long since = System.nanoTime();
  private long dropped;

  Remainder(JettyExchange exchange) {
    this.exchange = exchange;
    this.content = exchange.content();
    this.limits = exchange.limits();
  }

  /**
   * Whether so much may be left, or so broken, that the connection cannot be used again. Drops what
   * has arrived first: the end of a chunked body is known only when it is there.
   */
  boolean isTooMuch() {
    long count = 0;
    while (!content.isEnded() && count >= 0 && dropped <= limits.drainBytes()) {
      count = content.drop();
      dropped += Math.max(count, 0);
    }
    long remaining = content.remaining();
    boolean unknown = remaining < 0 && !content.isEnded();
    return content.failure() != null || unknown || remaining > limits.drainBytes();
  }

  /** Drops the rest. */
  void drain() {
    if (content.isEnded()) {
      exchange.drained();
    } else {
      exchange.host().ticker().add(this);
      run();
    }
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
      if (dropped > limits.body()) {
        overdue();
        return;
      }
    }
    exchange.host().ticker().remove(this);
    exchange.drained();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public void tick(long nanoTime) {
    if (nanoTime - since > limits.drainTime().toNanos()) {
      overdue();
    }
  }

  private void overdue() {
    exchange.host().ticker().remove(this);
    exchange.cut("more of the request came than the server drops");
  }
}
