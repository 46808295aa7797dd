package io.steatite.addressing;

import static io.steatite.addressing.DecoupledReplies.LISTENER;
import static io.steatite.addressing.DecoupledReplies.replyTo;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.ResourceAccount;
import io.steatite.envelope.Body;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Timeout;

/** What accepted requests hold until their decoupled reply is sent: memory, threads, deadlines. */
class DecoupledReplyResourcesTest {
  @Requirement("R3412")
  @Versions.Each
  void requestIsRefusedAsUnavailableWhenTheExecutorIsFull(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    replies.executor.full = true;

    Message reply = service.request(service.good(ECHO, replyTo(service, LISTENER)));

    assertThat(reply.fault().orElseThrow().code().subcodes())
        .containsExactly(versions.wsa().name("EndpointUnavailable"));
    assertThat(Service.properties(reply, versions).action()).contains(versions.wsa().faultAction());
    assertThat(Service.properties(reply, versions).relatesTo()).hasSize(1);
    if (versions.is10() || versions.soap() == SoapVersion.SOAP_12) {
      assertThat(Service.wire(reply, versions)).contains(":RetryAfter").contains(">1000<");
    }
    assertThat(reply.headers().find(PARAMETER)).isEmpty();
    assertThat(service.received).isEmpty();
    assertThat(replies.open).isZero();
  }

  @Versions.Each
  void clientGetsTheUnavailableFault(Versions versions) {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    replies.executor.full = true;

    assertThatThrownBy(() -> service.send(service.good(ECHO, replyTo(service, LISTENER))))
        .isInstanceOf(FaultException.class);
  }

  @Requirement("R3412")
  @Versions.Each
  void acceptedRequestsAreLimitedByTheMemoryOfTheHost(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    ResourceAccount host = ResourceAccount.of("Host", 300_000, 1);
    String large = "x".repeat(100_000);

    try (ResourceAccount exchange = host.open()) {
      Message request = received(versions, large);
      assertThat(service.handle(MessageExchange.of(request).withAccount(exchange)))
          .isInstanceOf(Reply.Accepted.class);
    }
    assertThat(host.memory()).isBetween(200_000L, 300_000L);
    try (ResourceAccount exchange = host.open()) {
      Message request = received(versions, large);
      Reply reply = service.handle(MessageExchange.of(request).withAccount(exchange));
      assertThat(((Reply.OfMessage) reply).message().fault().orElseThrow().code().subcodes())
          .containsExactly(versions.wsa().name("EndpointUnavailable"));
    }
    replies.executor.run();

    assertThat(replies.only().body().fragment().text()).isEqualTo(large);
    assertThat(host.memory()).isZero();
    assertThat(replies.executor.waiting).isEmpty();
  }

  @Versions.Each
  void replyOverTheMemoryOfTheHostBecomesAFault(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    ResourceAccount host = ResourceAccount.of("Host", 100_000, 1);
    MessageHandler handler =
        AddressingLayer.builder(versions.wsa())
            .decoupledReplies(replies, replies.executor)
            .build()
            .handler(
                exchange -> {
                  Body large = Body.of(Service.PAYLOAD, "x".repeat(100_000));
                  return Reply.of(Message.of(versions.soap(), Body.of(fragment(large))));
                });
    try (ResourceAccount exchange = host.open()) {
      handler.handle(MessageExchange.of(received(versions, "hello")).withAccount(exchange));
    }
    replies.executor.run();

    assertThat(replies.only().fault().orElseThrow().reason()).contains("Host.memory = 100000");
    assertThat(host.memory()).isZero();
  }

  /** Sending a reply may take long, and its request may be large. */
  @Versions.Each
  @Timeout(60)
  void requestIsReleasedBeforeItsReplyIsSent(Versions versions) throws Exception {
    DecoupledReplies.ManualExecutor executor = new DecoupledReplies.ManualExecutor();
    AtomicReference<WeakReference<XmlFragment>> request = new AtomicReference<>();
    List<String> heldWhileSending = new ArrayList<>();
    ReplyRoutes routes =
        address -> Optional.of(new Sending(() -> heldWhileSending.add(held(request.get()))));
    MessageHandler handler =
        AddressingLayer.builder(versions.wsa())
            .decoupledReplies(routes, executor)
            .build()
            .handler(
                exchange -> {
                  Body body = exchange.request().body();
                  request.set(new WeakReference<>(fragment(body)));
                  return Reply.of(Message.of(versions.soap(), Body.of(PARAMETER, "answer")));
                });
    handler.handle(MessageExchange.of(received(versions, "hello")));
    executor.run();

    assertThat(heldWhileSending).containsExactly("released");
  }

  @Versions.Each
  void requestMayBeClosedWhileItIsProcessed(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    List<String> closed = new ArrayList<>();
    String wire =
        Service.wire(service.message(service.good(ECHO, replyTo(service, LISTENER))), versions);
    Message request = Service.read(wire, versions).withResource(() -> closed.add("request"));

    assertThat(service.handle(MessageExchange.of(request))).isInstanceOf(Reply.Accepted.class);
    assertThat(closed).isEmpty();
    request.close();
    replies.executor.run();

    assertThat(replies.only().body().fragment().text()).isEqualTo("hello");
  }

  @Versions.Each
  void truncatedRequestIsAnsweredOnTheBackChannel(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    String wire =
        Service.wire(service.message(service.good(ECHO, replyTo(service, LISTENER))), versions);

    for (String bad : List.of("</t:payload>", "</s:Body>", "</s:Envelope>")) {
      Message request = Service.read(wire.substring(0, wire.indexOf(bad)), versions);
      Reply reply = service.handle(MessageExchange.of(request));

      assertThat(reply).isInstanceOf(Reply.OfMessage.class);
      assertThat(((Reply.OfMessage) reply).message().isFault()).isTrue();
    }
    assertThat(replies.executor.waiting).isEmpty();
    assertThat(replies.open).isZero();
  }

  @Versions.Each
  void replyHasTheDeadlineOfItsRequest(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    Service service = replies.service();
    Message request =
        Service.read(
            Service.wire(service.message(service.good(ECHO, replyTo(service, LISTENER))), versions),
            versions);
    MessageExchange exchange = MessageExchange.of(request);

    service.handle(exchange);
    replies.executor.run();

    assertThat(replies.deadlines).containsExactly(exchange.deadline());
  }

  /** Only a rejection by the executor makes the layer process the request in its own thread. */
  @Versions.Each
  void exceptionOfALayerIsNotTakenForARejectionByTheExecutor(Versions versions) throws Exception {
    DecoupledReplies replies = new DecoupledReplies(versions);
    AtomicInteger handled = new AtomicInteger();
    MessageHandler layer =
        AddressingLayer.builder(versions.wsa())
            .decoupledReplies(replies, Runnable::run)
            .build()
            .handler(
                exchange -> {
                  handled.incrementAndGet();
                  throw new RejectedExecutionException("not the executor");
                });
    Service service = replies.service();
    String wire =
        Service.wire(service.message(service.good(ECHO, replyTo(service, LISTENER))), versions);

    Reply reply = layer.handle(MessageExchange.of(Service.read(wire, versions)));

    assertThat(reply).isNotInstanceOf(Reply.OfMessage.class);
    assertThat(handled).hasValue(1);
    assertThat(replies.sent).isEmpty();
    assertThat(replies.open).isZero();
  }

  /** A channel that runs an action while a reply is sent. */
  private record Sending(Runnable during) implements RequestChannel {
    @Override
    public Message request(Message request) {
      throw new AssertionError("A reply is sent, not requested");
    }

    @Override
    public void send(Message message) {
      try (message) {
        during.run();
      }
    }

    @Override
    public void close() {}
  }

  private static XmlFragment fragment(Body body) {
    try {
      return body.fragment();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String held(WeakReference<?> reference) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (reference.get() != null && System.nanoTime() < end) {
      System.gc();
    }
    return reference.get() == null ? "released" : "held";
  }

  /** Returns a request for a decoupled reply, parsed from its bytes. */
  private static Message received(Versions versions, String text) throws IOException {
    Service service = new Service(versions);
    Message message =
        Message.of(versions.soap(), Body.of(Service.PAYLOAD, text))
            .withHeaders(Headers.of(service.good(ECHO, replyTo(service, LISTENER))));
    return Service.read(Service.wire(message, versions), versions);
  }
}
