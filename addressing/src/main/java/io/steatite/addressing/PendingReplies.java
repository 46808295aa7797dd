package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.TransportException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The requests that wait for replies which do not come back on the connection, by MessageID: what
 * RelatesTo is looked up in (Core section 3.4).
 *
 * <p>Each has a deadline, and there are only so many. One is forgotten as soon as its reply is
 * there, its deadline has passed, its future was completed or cancelled by somebody else, or the
 * table is closed, whichever comes first; what comes later finds nobody. A single thread watches
 * all deadlines, and ends when there are none.
 *
 * <p>Safe for use by several threads. Futures are completed by the thread that brings the news, so
 * whoever attaches more than a moment's work to one does it with an executor.
 */
public final class PendingReplies implements AutoCloseable {
  private final int most;
  private final Semaphore places;
  private final ConcurrentMap<String, Pending> table = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor clock;
  private volatile boolean closed;

  private record Pending(String messageId, CompletableFuture<Message> reply, Future<?> timer) {}

  private PendingReplies(int most) {
    this.most = most;
    this.places = new Semaphore(most);
    this.clock = new ScheduledThreadPoolExecutor(1, PendingReplies::daemon);
    clock.setRemoveOnCancelPolicy(true);
    clock.setKeepAliveTime(10, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "steatite-pending-replies");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A table with room for so many requests at a time.
   *
   * @throws IllegalArgumentException if that is none
   */
  public static PendingReplies atMost(int requests) {
    if (requests <= 0) {
      throw new IllegalArgumentException("Room for at least one request, was " + requests);
    }
    return new PendingReplies(requests);
  }

  /**
   * Waits for the reply to a request; to be called before it is sent, since the reply may be faster
   * than whoever sent it.
   *
   * @param messageId whoever can guess it can answer, so one from {@link MessageIds#unguessable}
   * @return the reply, in memory; may carry a fault. Fails with a {@link DeadlineExceededException}
   *     at the deadline, with a {@link TransportException} when the table is or was closed, with a
   *     {@link RejectedExecutionException} if there is no room
   * @throws IllegalArgumentException if another request of that name waits already
   */
  public CompletableFuture<Message> expect(String messageId, Deadline deadline) {
    CompletableFuture<Message> reply = new CompletableFuture<>();
    if (!places.tryAcquire()) {
      reply.completeExceptionally(
          new RejectedExecutionException(
              "As many requests as may be wait for their replies already: " + most));
      return reply;
    }
    Pending pending = new Pending(messageId, reply, timer(messageId, reply, deadline));
    if (table.putIfAbsent(messageId, pending) != null) {
      pending.timer.cancel(false);
      places.release();
      throw new IllegalArgumentException("A reply to " + messageId + " is waited for already");
    }
    // For those who complete or cancel the future themselves; others have forgotten it before.
    reply.whenComplete((message, failure) -> forget(pending));
    // Whatever happened before it was on the table found nothing there.
    if (closed) {
      fail(messageId, closedException());
    } else if (deadline.hasPassed()) {
      expire(messageId, reply, deadline);
    }
    return reply;
  }

  private Future<?> timer(String messageId, CompletableFuture<Message> reply, Deadline deadline) {
    try {
      return clock.schedule(
          () -> expire(messageId, reply, deadline),
          deadline.remaining().toNanos(),
          TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // Closed: whoever expects something then learns of it, and needs no timer.
      return CompletableFuture.completedFuture(null);
    }
  }

  private void expire(String messageId, CompletableFuture<Message> reply, Deadline deadline) {
    Pending pending = table.get(messageId);
    if (pending != null && pending.reply == reply) {
      fail(messageId, new DeadlineExceededException(deadline.allowed()));
    }
  }

  /** Whether somebody waits for the reply to that request. */
  public boolean isExpected(String messageId) {
    return table.containsKey(messageId);
  }

  /** The request here that a message answers, if it answers one. */
  public Optional<String> answeredBy(MessageAddressingProperties properties) {
    return properties.relatesTo().stream()
        .filter(RelatesTo::isReply)
        .map(RelatesTo::messageId)
        .filter(this::isExpected)
        .findFirst();
  }

  /**
   * Hands a reply to whoever waits for it.
   *
   * @param reply in memory, so that it can be read by another thread at another time
   * @return false if nobody does, or not any more; the reply is left alone then
   */
  public boolean complete(String messageId, Message reply) {
    Pending pending = table.get(messageId);
    return pending != null && forget(pending) && pending.reply.complete(reply);
  }

  /**
   * Tells whoever waits that there will be no reply.
   *
   * @return false if nobody waits, or not any more
   */
  public boolean fail(String messageId, Throwable why) {
    Pending pending = table.get(messageId);
    return pending != null && forget(pending) && pending.reply.completeExceptionally(why);
  }

  /** Whether it was this call that took it off the table. */
  private boolean forget(Pending pending) {
    boolean forgotten = table.remove(pending.messageId, pending);
    if (forgotten) {
      pending.timer.cancel(false);
      places.release();
    }
    return forgotten;
  }

  /** How many requests wait. */
  public int size() {
    return table.size();
  }

  /** How many deadlines are watched. */
  int deadlines() {
    return clock.getQueue().size();
  }

  /** Fails all requests that wait, and all that will. */
  @Override
  public void close() {
    closed = true;
    clock.shutdownNow();
    for (String messageId : table.keySet()) {
      fail(messageId, closedException());
    }
  }

  private static TransportException closedException() {
    return new TransportException("Closed while waiting for a reply", null);
  }

  @Override
  public String toString() {
    return table.size() + " of " + most + " replies pending";
  }
}
