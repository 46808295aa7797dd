package io.steatite.addressing.internal;

import io.steatite.addressing.RelatesTo;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.TransportException;
import io.steatite.internal.DaemonThreads;
import java.util.List;
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
 * The table of requests whose replies do not come back on the connection of the request, by
 * MessageID (Core section 3.4).
 *
 * <p>Each request has a deadline, and the table holds a limited number of requests. A request
 * leaves the table when its reply arrives, when its deadline passes, when the caller completes or
 * cancels its future, or when the table is closed. A reply that arrives later has no effect. One
 * daemon thread watches all deadlines; it ends when there are none.
 *
 * <p>Safe for use by several threads. A future is completed by the thread that delivers the reply
 * or the failure, so attach longer work with an executor ({@code thenApplyAsync}).
 */
public final class PendingReplies implements AutoCloseable {
  private final int capacity;
  private final Semaphore places;
  private final ConcurrentMap<String, Pending> table = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor clock;
  private volatile boolean closed;

  private record Pending(String messageId, CompletableFuture<Message> reply, Future<?> timer) {}

  private PendingReplies(int capacity) {
    this.capacity = capacity;
    this.places = new Semaphore(capacity);
    this.clock = new ScheduledThreadPoolExecutor(1, new DaemonThreads("steatite-pending-replies"));
    clock.setRemoveOnCancelPolicy(true);
    clock.setKeepAliveTime(10, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns an empty table.
   *
   * @param requests the most requests that may be pending at a time; at least 1
   * @throws IllegalArgumentException if {@code requests} is less than 1
   */
  public static PendingReplies atMost(int requests) {
    if (requests <= 0) {
      throw new IllegalArgumentException(
          "The number of pending requests must be at least 1, was " + requests);
    }
    return new PendingReplies(requests);
  }

  /**
   * Adds a request to the table. Call this before the request is sent, since the reply may arrive
   * before {@code send} returns.
   *
   * @param messageId the MessageID of the request; anyone who can guess it can forge the reply, so
   *     use {@code MessageIds.unguessable()}
   * @return the reply, in memory; it may carry a fault. Completes exceptionally with a {@link
   *     DeadlineExceededException} at the deadline, with a {@link TransportException} if the table
   *     is closed, and at once with a {@link RejectedExecutionException} if the table is full
   * @throws IllegalArgumentException if a request with that MessageID is pending already
   */
  public CompletableFuture<Message> expect(String messageId, Deadline deadline) {
    CompletableFuture<Message> reply = new CompletableFuture<>();
    if (!places.tryAcquire()) {
      reply.completeExceptionally(
          new RejectedExecutionException(
              "The number of pending requests has reached its limit: " + capacity));
      return reply;
    }
    Pending pending = new Pending(messageId, reply, timer(messageId, reply, deadline));
    if (table.putIfAbsent(messageId, pending) != null) {
      pending.timer.cancel(false);
      places.release();
      throw new IllegalArgumentException(
          "A request with MessageID " + messageId + " is pending already");
    }
    // Covers a caller that completes or cancels the future. In all other cases it is removed
    // already.
    reply.whenComplete((message, failure) -> remove(pending));
    // A close or a timer that ran before the request was in the table did not find it.
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
      // The table is closed; expect() fails the request, so no timer is needed.
      return CompletableFuture.completedFuture(null);
    }
  }

  private void expire(String messageId, CompletableFuture<Message> reply, Deadline deadline) {
    Pending pending = table.get(messageId);
    if (pending != null && pending.reply == reply) {
      fail(messageId, new DeadlineExceededException(deadline.allowed()));
    }
  }

  /** Returns whether a request with that MessageID is pending. */
  public boolean isExpected(String messageId) {
    return table.containsKey(messageId);
  }

  /**
   * Returns the MessageID of the first pending request that a message is a reply to.
   *
   * @param relations the RelatesTo headers of the message
   */
  public Optional<String> answeredBy(List<RelatesTo> relations) {
    return relations.stream()
        .filter(RelatesTo::isReply)
        .map(RelatesTo::messageId)
        .filter(this::isExpected)
        .findFirst();
  }

  /**
   * Completes a pending request with its reply and removes it from the table.
   *
   * @param reply a message in memory, since another thread reads it at a later time
   * @return false if the request is not pending; the reply is not used then, and not closed
   */
  public boolean complete(String messageId, Message reply) {
    Pending pending = table.get(messageId);
    return pending != null && remove(pending) && pending.reply.complete(reply);
  }

  /**
   * Fails a pending request and removes it from the table.
   *
   * @return false if the request is not pending
   */
  public boolean fail(String messageId, Throwable failure) {
    Pending pending = table.get(messageId);
    return pending != null && remove(pending) && pending.reply.completeExceptionally(failure);
  }

  /** Removes a request from the table; returns whether this call removed it. */
  private boolean remove(Pending pending) {
    boolean removed = table.remove(pending.messageId, pending);
    if (removed) {
      pending.timer.cancel(false);
      places.release();
    }
    return removed;
  }

  /** Returns the number of pending requests. */
  public int size() {
    return table.size();
  }

  /** Returns the number of deadlines that are being watched. */
  int deadlines() {
    return clock.getQueue().size();
  }

  /** Fails all pending requests; {@link #expect} fails from then on. May be called again. */
  @Override
  public void close() {
    closed = true;
    clock.shutdownNow();
    for (String messageId : table.keySet()) {
      fail(messageId, closedException());
    }
  }

  private static TransportException closedException() {
    return new TransportException(
        "The table of pending requests was closed before the reply arrived", null);
  }

  @Override
  public String toString() {
    return table.size() + " of " + capacity + " replies pending";
  }
}
