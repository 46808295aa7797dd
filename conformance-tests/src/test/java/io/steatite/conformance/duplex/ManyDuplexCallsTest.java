package io.steatite.conformance.duplex;

import static io.steatite.conformance.duplex.Duo.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.RelatesTo;
import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.stack.TransportException;
import io.steatite.service.Binding;
import io.steatite.service.DuplexChannel;
import io.steatite.service.DuplexClient;
import io.steatite.service.OutboundChannels;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand calls under way at once, in every way they can end; nothing of them stays. */
@Timeout(120)
class ManyDuplexCallsTest {
  private static final int OUTSTANDING = 10_000;
  private static final int LEFT_OVER = 100;
  private static final Binding BINDING = Binding.wsHttp();
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** How a call ends; the service and the test each do their part. */
  private enum End {
    REPLY,
    FAULT_AS_REPLY,
    REFUSED,
    DEADLINE,
    CANCELLED;

    static End of(int call) {
      return values()[call % values().length];
    }

    String action() {
      return "urn:test:" + this;
    }
  }

  private final ExecutorService answering = Executors.newFixedThreadPool(4);
  private final BlockingQueue<Message> parked = new LinkedBlockingQueue<>();

  @Test
  void tenThousandCallsEndAndNothingStays() throws Exception {
    callAndEnd(100); // so that what stays for good, such as classes in open files, is there
    Set<Thread> threads = threads();
    long sockets = sockets();
    callAndEnd(OUTSTANDING);
    answering.shutdown();
    assertThat(answering.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    for (Thread started : threads()) {
      if (!threads.contains(started)) {
        started.join(10_000);
        assertThat(started.isAlive()).as(started.getName()).isFalse();
      }
    }
    assertThat(sockets()).isLessThanOrEqualTo(sockets);
  }

  /**
   * @param outstanding how many calls are under way at the same time; a few more are refused at
   *     once
   */
  private void callAndEnd(int outstanding) throws Exception {
    int calls = outstanding / (End.values().length - 1) * End.values().length;
    ApacheHttpSender sender = ApacheHttpSender.start(HttpLimits.DEFAULT, false);
    URI listener;
    try (sender;
        OutboundChannels outbound = Duo.toLoopback();
        ServiceHost host = ServiceHost.builder().endpoint("/park", BINDING, operations()).start();
        DuplexClient client =
            DuplexClient.builder(BINDING).sender(sender).mostOutstanding(calls).start();
        DuplexChannel channel = client.channel(host.address("/park"));
        DuplexChannel second = client.channel(host.address("/park"))) {
      listener = URI.create(channel.address().address());
      int threadsBefore = threads().size();
      List<CompletableFuture<Message>> replies = new ArrayList<>(calls);
      for (int i = 0; i < calls; i++) {
        replies.add((i % 3 == 0 ? second : channel).requestAsync(request(End.of(i), i)));
      }
      assertThat(client.outstanding()).isBetween(outstanding, calls);
      List<Message> requests = parked(calls / End.values().length * 3);
      for (int i = 0; i < calls; i++) {
        if (End.of(i) == End.CANCELLED) {
          replies.get(i).cancel(true);
        }
      }
      List<Future<?>> answers = new ArrayList<>(requests.size());
      for (int i = 0; i < requests.size(); i++) {
        Message request = requests.get(i);
        // Some of those that were given up are answered all the same, some never.
        if (i % 2 == 0 || !request.action().orElseThrow().equals(End.CANCELLED.action())) {
          answers.add(answering.submit(() -> answer(request, outbound)));
        }
      }
      for (int i = 0; i < calls; i++) {
        assertEnded(i, replies.get(i));
      }
      for (Future<?> answer : answers) {
        answer.get(60, TimeUnit.SECONDS);
      }
      assertThat(client.outstanding()).isZero();
      assertThat(threads().size() - threadsBefore).isLessThan(600);

      List<CompletableFuture<Message>> leftOver = new ArrayList<>();
      for (int i = 0; i < LEFT_OVER; i++) {
        leftOver.add(channel.requestAsync(request(End.DEADLINE, i)));
      }
      client.close();
      for (CompletableFuture<Message> reply : leftOver) {
        assertThat(failure(reply)).isInstanceOf(TransportException.class);
      }
      assertThat(client.outstanding()).isZero();
    }
    assertThat(sender.connections()).isZero();
    assertThatThrownBy(() -> new Socket(listener.getHost(), listener.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  private List<Message> parked(int count) throws InterruptedException {
    List<Message> requests = new ArrayList<>(count);
    while (requests.size() < count) {
      Message next = parked.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("request %d of %d", requests.size(), count).isNotNull();
      requests.add(next);
    }
    return requests;
  }

  private static Message request(End end, int call) {
    Duration allowed = end == End.DEADLINE ? Duration.ofSeconds(8) : Duration.ofMinutes(2);
    return Message.of(BINDING.soapVersion(), Body.of(EchoService.name("Park"), "call " + call))
        .withAction(end.action())
        .withProperty(Deadline.class, Deadline.after(allowed));
  }

  /** All but one are accepted; some are answered when all are there. */
  private Dispatcher operations() {
    return Dispatcher.of(
        Operation.oneWay(End.REPLY.action(), m -> parked.add(m.buffer())),
        Operation.oneWay(End.FAULT_AS_REPLY.action(), m -> parked.add(m.buffer())),
        Operation.oneWay(End.CANCELLED.action(), m -> parked.add(m.buffer())),
        Operation.oneWay(End.DEADLINE.action(), m -> {}));
  }

  private static Boolean answer(Message request, OutboundChannels outbound) throws Exception {
    MessageAddressingProperties asked =
        request.property(MessageAddressingProperties.class).orElseThrow();
    MessageAddressingProperties related =
        MessageAddressingProperties.builder()
            .relatesTo(RelatesTo.reply(asked.messageId().orElseThrow()))
            .build();
    String action = request.action().orElseThrow();
    Message answer =
        action.equals(End.FAULT_AS_REPLY.action())
            ? Message.of(request.version(), Fault.sender("failed as asked"))
            : request.reply(Body.of(EchoService.name("Parked"), text(request)));
    try (RequestChannel back = outbound.channel(BINDING, asked.replyTo().orElseThrow())) {
      back.send(
          answer
              .withAction(action + "Response")
              .withProperty(MessageAddressingProperties.class, related));
    }
    return true;
  }

  private static void assertEnded(int call, CompletableFuture<Message> reply) throws Exception {
    switch (End.of(call)) {
      case REPLY -> assertThat(text(reply.get(60, TimeUnit.SECONDS))).isEqualTo("call " + call);
      case FAULT_AS_REPLY ->
          assertThat(reply.get(60, TimeUnit.SECONDS).fault().orElseThrow().reason())
              .isEqualTo("failed as asked");
      case REFUSED -> assertThat(reply.get(60, TimeUnit.SECONDS).isFault()).isTrue();
      case DEADLINE -> assertThat(failure(reply)).isInstanceOf(DeadlineExceededException.class);
      case CANCELLED -> assertThat(reply).isCancelled();
    }
  }

  private static Throwable failure(CompletableFuture<Message> reply) throws Exception {
    try {
      reply.get(60, TimeUnit.SECONDS);
      throw new AssertionError("It has not failed");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** Threads of ours and of the server's; the JVM has others that come and go. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("steatite") || t.getName().startsWith("HTTP"))
        .collect(Collectors.toSet());
  }

  /** The open sockets of this process, where the system tells; else none. */
  private static long sockets() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors.toList().stream().filter(ManyDuplexCallsTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // It was the one the list was read with.
    }
  }
}
