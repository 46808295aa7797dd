package io.steatite.addressing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.MessageIds;
import io.steatite.addressing.RelatesTo;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PendingRepliesTest {
  private static final Message REPLY = Message.of(SoapVersion.SOAP_12, Body.empty());

  private final PendingReplies pending = PendingReplies.atMost(3);

  @AfterEach
  void close() {
    pending.close();
    assertThat(pending.size()).isZero();
  }

  private static Deadline later() {
    return Deadline.after(Duration.ofMinutes(1));
  }

  private static Deadline in(long millis) {
    return Deadline.after(Duration.ofMillis(millis));
  }

  @Test
  void replyCompletesItsRequestOnce() throws Exception {
    CompletableFuture<Message> reply = pending.expect("urn:a", later());
    assertThat(pending.isExpected("urn:a")).isTrue();
    assertThat(pending.complete("urn:b", REPLY)).isFalse();
    assertThat(pending.complete("urn:a", REPLY)).isTrue();
    assertThat(reply.get()).isSameAs(REPLY);
    assertThat(pending.complete("urn:a", REPLY)).isFalse();
    assertThat(pending.fail("urn:a", new IOException())).isFalse();
    assertThat(pending.size()).isZero();
    assertThat(pending.deadlines()).isZero();
  }

  @Test
  void answeredByFindsAnyReplyRelation() {
    CompletableFuture<Message> reply = pending.expect("urn:a", later());
    RelatesTo other = new RelatesTo("urn:a", "urn:other-relation");
    RelatesTo unknown = RelatesTo.reply("urn:unknown");

    assertThat(pending.answeredBy(List.of(other))).isEmpty();
    assertThat(pending.answeredBy(List.of(other, unknown, RelatesTo.reply("urn:a"))))
        .contains("urn:a");
    assertThat(reply).isNotDone();
  }

  @Test
  void requestFailsAtItsDeadline() {
    CompletableFuture<Message> reply = pending.expect("urn:a", in(20));
    assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("20 ms");
    assertThat(pending.size()).isZero();
    assertThat(pending.complete("urn:a", REPLY)).isFalse();
  }

  @Test
  void requestWithPassedDeadlineFailsAtOnce() {
    for (int i = 0; i < 1000; i++) {
      CompletableFuture<Message> reply = pending.expect("urn:" + i, in(-1));
      assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DeadlineExceededException.class);
      assertThat(pending.size()).isZero();
    }
  }

  @Test
  void cancelledRequestLeavesTheTable() {
    for (int i = 0; i < 10; i++) {
      pending.expect("urn:a", later()).cancel(false);
      pending.expect("urn:a", later()).completeExceptionally(new IOException());
      pending.expect("urn:a", later()).complete(REPLY);
      assertThat(pending.size()).isZero();
      assertThat(pending.deadlines()).isZero();
      assertThat(pending.complete("urn:a", REPLY)).isFalse();
    }
  }

  @Test
  void requestOverTheCapacityIsRejected() {
    List<CompletableFuture<Message>> replies = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      replies.add(pending.expect("urn:" + i, later()));
    }
    assertThatThrownBy(() -> pending.expect("urn:more", later()).get())
        .hasCauseInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("3");
    assertThat(pending.complete("urn:1", REPLY)).isTrue();
    assertThat(pending.expect("urn:more", later())).isNotDone();
    assertThat(pending.size()).isEqualTo(3);
  }

  @Test
  void secondRequestWithTheSameMessageIdIsRefused() {
    CompletableFuture<Message> first = pending.expect("urn:a", later());
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> pending.expect("urn:a", later()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(pending.size()).isEqualTo(1);
    assertThat(first).isNotDone();
    pending.expect("urn:b", later());
    assertThat(pending.expect("urn:c", later())).isNotDone();
  }

  @Test
  void closeFailsAllRequests() {
    CompletableFuture<Message> before = pending.expect("urn:a", later());
    pending.close();
    CompletableFuture<Message> after = pending.expect("urn:b", later());
    for (CompletableFuture<Message> reply : List.of(before, after)) {
      assertThatThrownBy(reply::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TransportException.class)
          .hasMessageContaining("was closed");
    }
    assertThat(pending.size()).isZero();
  }

  @Test
  void unguessableIdsAreRandomUuids() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String id = MessageIds.unguessable();
      assertThat(id)
          .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      ids.add(id);
    }
    assertThat(ids).hasSize(1000);
    // Ids of MessageIds.next() share a prefix; these must not.
    assertThat(ids.stream().map(id -> id.substring(0, 17)).distinct().count()).isGreaterThan(900);
  }

  /** A reply, a failure, a deadline, a cancellation and a close at the same moment. */
  @Test
  void concurrentOutcomesCompleteARequestOnce() throws Exception {
    int rounds = 300;
    CyclicBarrier start = new CyclicBarrier(4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < rounds; round++) {
        String id = "urn:" + round;
        CompletableFuture<Message> reply = pending.expect(id, in(1));
        List<Future<Boolean>> ends = new ArrayList<>();
        ends.add(threads.submit(() -> after(start) && pending.complete(id, REPLY)));
        ends.add(threads.submit(() -> after(start) && pending.complete(id, REPLY)));
        ends.add(threads.submit(() -> after(start) && pending.fail(id, new IOException())));
        ends.add(threads.submit(() -> after(start) && reply.cancel(false)));
        int told = 0;
        for (Future<Boolean> end : ends) {
          told += end.get() ? 1 : 0;
        }
        assertThat(told).isLessThanOrEqualTo(1);
        assertThat(reply.handle((message, failure) -> true).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(pending.size()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(pending.deadlines()).isZero();
    for (int i = 0; i < 3; i++) {
      assertThat(pending.expect("urn:free:" + i, later())).isNotDone();
    }
  }

  private static boolean after(CyclicBarrier start) throws Exception {
    start.await(10, TimeUnit.SECONDS);
    return true;
  }
}
