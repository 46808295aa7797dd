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
   * Drops what has arrived, without waiting for more.
   *
   * @param most stops when more bytes than these were dropped in all
   */
  void dropArrived(long most) {
    long count = 0;
    while (!content.isEnded() && count >= 0 && dropped <= most) {
      count = content.drop();
      dropped += Math.max(count, 0);
    }
  }

  /** Returns whether the request arrived intact so far and no more bytes than these are left. */
  boolean isWithin(long most) {
    boolean known = content.remaining() >= 0 || content.isEnded();
    return content.failure() == null && known && content.remaining() <= most;
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
    dropArrived(limits.body());
    if (dropped > limits.body()) {
      overdue();
    } else if (content.isEnded()) {
      exchange.host().ticker().remove(this);
      exchange.drained();
    } else {
      exchange.request().demand(this);
    }
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
