package io.steatite.addressing;

import static io.steatite.addressing.AddressingFaultAssert.assertThatFault;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.FAIL;
import static io.steatite.addressing.Service.NOTIFY;
import static io.steatite.addressing.Service.PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.ResourceAccount;
import io.steatite.envelope.Body;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Timeout;

/** Answers that leave on another way than the one their request came. */
class DecoupledReplyTest {
  private static final String LISTENER = "http://client.example/replies";
  private static final String OTHER = "http://client.example/faults";

  /** The ways out; what was sent on them, as it stands on the wire. */
  private static final class Ways implements ReplyRoutes {
    final Versions versions;
    final List<String> asked = new ArrayList<>();
    final List<String> sentTo = new ArrayList<>();
    final List<Message> sent = new ArrayList<>();
    final List<Deadline> deadlines = new ArrayList<>();
    int open;
    boolean broken;

    Ways(Versions versions) {
      this.versions = versions;
    }

    @Override
    public Optional<RequestChannel> to(String address) {
      asked.add(address);
      if (!address.startsWith("http://client.example/")) {
        return Optional.empty();
      }
      open++;
      return Optional.of(new Way(address));
    }

    Message only() throws IOException {
      assertThat(sent).hasSize(1);
      assertThat(open).as("open channels").isZero();
      return sent.get(0);
    }

    private final class Way implements RequestChannel {
      private final String address;

      Way(String address) {
        this.address = address;
      }

      @Override
      public Message request(Message request) {
        throw new AssertionError("A reply is sent, not requested");
      }

      @Override
      public void send(Message message) throws IOException {
        try (message) {
          if (broken) {
            throw new IOException("broken");
          }
          deadlines.add(message.property(Deadline.class).orElseThrow());
          sentTo.add(address);
          sent.add(Service.read(Service.wire(message, versions), versions));
        }
      }

      @Override
      public void close() {
        open--;
      }
    }
  }

  /** Does nothing until told to, or rejects what it gets. */
  private static final class Later implements Executor {
    final Queue<Runnable> waiting = new ArrayDeque<>();
    boolean full;

    @Override
    public void execute(Runnable task) {
      if (full) {
        throw new RejectedExecutionException("full");
      }
      waiting.add(task);
    }

    void run() {
      waiting.remove().run();
    }
  }

  private final Later later = new Later();

  private Service service(Ways ways) {
    return new Service(
        ways.versions, AddressingLayer.builder(ways.versions.wsa()).decoupledReplies(ways, later));
  }

  private static HeaderBlock replyTo(Service service, String address) {
    return service.reference(
        "ReplyTo",
        EndpointReference.of(address).withReferenceParameter(PARAMETER, "reply parameter"));
  }

  private static HeaderBlock faultTo(Service service, String address) {
    return service.reference(
        "FaultTo",
        EndpointReference.of(address).withReferenceParameter(PARAMETER, "fault parameter"));
  }

  @Requirement("R3324")
  @Versions.Each
  void replyIsSentElsewhereWithAllItsHeaders(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);

    service.send(service.good(ECHO, replyTo(service, LISTENER)));

    assertThat(service.received).as("processed before it was accepted").isEmpty();
    later.run();
    Message reply = ways.only();
    assertThat(ways.sentTo).containsExactly(LISTENER);
    assertThat(Service.names(reply)).containsExactly("Action", "RelatesTo", "To", "session");
    MessageAddressingProperties properties = Service.properties(reply, versions);
    assertThat(properties.to()).contains(LISTENER);
    assertThat(properties.action()).contains("urn:echoResponse");
    assertThat(properties.relatesTo()).containsExactly(RelatesTo.reply("urn:id:1"));
    assertThat(reply.headers().find(PARAMETER).orElseThrow().text()).isEqualTo("reply parameter");
    assertThat(reply.body().fragment().text()).isEqualTo("hello");
  }

  @Versions.Each
  void faultIsSentToFaultToElseToReplyTo(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);

    service.send(service.good(FAIL, replyTo(service, LISTENER)));
    later.run();
    service.send(service.good(FAIL, replyTo(service, LISTENER), faultTo(service, OTHER)));
    later.run();
    service.send(service.good(ECHO, replyTo(service, LISTENER), faultTo(service, OTHER)));
    later.run();

    assertThat(ways.sentTo).containsExactly(LISTENER, OTHER, LISTENER);
    assertThat(ways.sent.stream().map(Message::isFault)).containsExactly(true, true, false);
    assertThat(ways.sent.stream().map(m -> m.headers().find(PARAMETER).orElseThrow().text()))
        .containsExactly("reply parameter", "fault parameter", "reply parameter");
    assertThat(ways.open).isZero();
  }

  @Versions.Each
  void onlyFaultsLeaveElsewhereIfOnlyTheyShould(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);

    Message reply = service.request(service.good(ECHO, faultTo(service, OTHER)));
    service.send(service.good(FAIL, faultTo(service, OTHER)));

    assertThat(reply.isFault()).isFalse();
    assertThat(ways.only().isFault()).isTrue();
    assertThat(ways.sentTo).containsExactly(OTHER);
    assertThat(later.waiting).isEmpty();
  }

  @Versions.Each
  void onlyRepliesLeaveElsewhereIfFaultsShouldComeBack(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    HeaderBlock faultTo = faultTo(service, versions.wsa().anonymous());

    service.send(service.good(ECHO, replyTo(service, LISTENER), faultTo));
    Message fault = service.request(service.good(FAIL, replyTo(service, LISTENER), faultTo));

    assertThat(ways.only().isFault()).isFalse();
    assertThat(fault.isFault()).isTrue();
    assertThat(fault.headers().find(PARAMETER).orElseThrow().text()).isEqualTo("fault parameter");
    assertThat(later.waiting).isEmpty();
  }

  @Versions.Each
  void noneIsSilenceAlsoBesideAnAddressElsewhere(Versions versions) throws Exception {
    String none = versions.wsa().none().orElse(null);
    if (none == null) {
      return; // 2004/08 knows no such address
    }
    Ways ways = new Ways(versions);
    Service service = service(ways);

    service.send(service.good(FAIL, replyTo(service, LISTENER), faultTo(service, none)));
    later.run();
    service.send(service.good(ECHO, replyTo(service, none), faultTo(service, OTHER)));
    later.run();
    assertThat(ways.sent).isEmpty();

    service.send(service.good(FAIL, replyTo(service, none), faultTo(service, OTHER)));
    later.run();
    assertThat(ways.only().isFault()).isTrue();
  }

  @Requirement({"R3411", "R3412"})
  @Versions.Each
  void anAddressWithoutRouteIsUnreachable(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    String bad = "http://10.0.0.1/";

    for (HeaderBlock[] headers :
        List.of(
            service.good(ECHO, replyTo(service, bad)),
            service.good(ECHO, faultTo(service, bad)),
            service.good(ECHO, replyTo(service, LISTENER), faultTo(service, bad)),
            service.good(ECHO, replyTo(service, bad), faultTo(service, bad)))) {
      Message reply = service.request(headers);

      assertThatFault(reply, versions).hasSubcodes("DestinationUnreachable");
      assertThat(reply.headers().find(PARAMETER)).isEmpty();
    }
    assertThat(later.waiting).isEmpty();
    assertThat(ways.open).isZero();
  }

  @Versions.Each
  void badReplyToAndGoodFaultToAreAFaultSentElsewhere(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);

    service.send(service.good(ECHO, replyTo(service, "ldap://x"), faultTo(service, OTHER)));

    assertThatFault(ways.only(), versions).hasSubcodes("DestinationUnreachable");
    assertThat(service.received).isEmpty();
  }

  @Versions.Each
  void faultsOfTheDispatcherAreSentElsewhereAsWell(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    HeaderBlock strange = HeaderBlock.of(new QName("urn:x", "x"), "").withMustUnderstand(true);

    service.send(service.good("urn:unknown", replyTo(service, LISTENER)));
    later.run();
    service.send(service.good(ECHO, replyTo(service, LISTENER), strange));
    later.run();
    service.send(service.good(ECHO, replyTo(service, LISTENER), service.to()));
    later.run();

    assertThat(ways.sentTo).containsOnly(LISTENER).hasSize(3);
    assertThatFault(ways.sent.get(0), versions).hasSubcodes("ActionNotSupported");
    assertThat(ways.sent.get(1).fault().orElseThrow().reason()).contains("urn:x");
    assertThatFault(ways.sent.get(2), versions).isInvalidHeader("InvalidCardinality", "To");
  }

  @Versions.Each
  void nothingLeavesThatCouldNotBeRelated(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    HeaderBlock replyTo = replyTo(service, LISTENER);

    assertThatFault(service.request(service.action(ECHO), service.to(), replyTo), versions)
        .isRequired("MessageID");
    assertThatFault(service.request(service.good(ECHO, replyTo, service.messageId())), versions)
        .isInvalidHeader("InvalidCardinality", "MessageID");
    assertThatFault(service.request(service.good(ECHO, replyTo, replyTo)), versions)
        .isInvalidHeader("InvalidCardinality", "ReplyTo");
    assertThatFault(
            service.request(service.good(ECHO, replyTo, service.header("FaultTo", ""))), versions)
        .isInvalidHeader("MissingAddressInEPR", "FaultTo");
    assertThat(ways.asked).isEmpty();
  }

  @Requirement({"B3312", "B3314"})
  @Versions.Each
  void oneWayMessagesNeverCauseAnything(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);

    service.send(service.good(NOTIFY, replyTo(service, LISTENER)));
    later.run();
    service.send(service.good(NOTIFY, replyTo(service, LISTENER), service.to()));
    later.run();
    later.full = true;
    service.send(service.good(NOTIFY, replyTo(service, LISTENER)));

    assertThat(service.received).hasSize(2);
    assertThat(ways.sent).isEmpty();
    assertThat(ways.open).isZero();
  }

  @Requirement("R3412")
  @Versions.Each
  void whenNothingMoreCanWaitTheEndpointIsUnavailable(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    later.full = true;

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
    assertThat(ways.open).isZero();
  }

  /** A reply may take long to be delivered, and its request may be large. */
  @Versions.Each
  @Timeout(60)
  void theRequestIsReleasedBeforeItsReplyIsSent(Versions versions) throws Exception {
    AtomicReference<WeakReference<XmlFragment>> request = new AtomicReference<>();
    List<String> heldWhileSending = new ArrayList<>();
    ReplyRoutes routes =
        address -> Optional.of(new Sending(() -> heldWhileSending.add(held(request.get()))));
    MessageHandler handler =
        AddressingLayer.builder(versions.wsa())
            .decoupledReplies(routes, later)
            .build()
            .handler(
                exchange -> {
                  Body body = exchange.request().body();
                  request.set(new WeakReference<>(fragment(body)));
                  return Reply.of(Message.of(versions.soap(), Body.of(PARAMETER, "answer")));
                });
    handler.handle(MessageExchange.of(received(versions, "hello")));
    later.run();

    assertThat(heldWhileSending).containsExactly("released");
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

  /** A request with a reply that leaves, as it comes from the wire. */
  private Message received(Versions versions, String text) throws IOException {
    Service words = new Service(versions);
    Message message =
        Message.of(versions.soap(), Body.of(Service.PAYLOAD, text))
            .withHeaders(Headers.of(words.good(ECHO, replyTo(words, LISTENER))));
    return Service.read(Service.wire(message, versions), versions);
  }

  @Requirement("R3412")
  @Versions.Each
  void whatWaitsIsLimitedInBytes(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
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
    later.run();

    assertThat(ways.only().body().fragment().text()).isEqualTo(large);
    assertThat(host.memory()).isZero();
    assertThat(later.waiting).isEmpty();
  }

  @Versions.Each
  void aReplyThatTheHostHasNoRoomForIsAFault(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    ResourceAccount host = ResourceAccount.of("Host", 100_000, 1);
    MessageHandler handler =
        AddressingLayer.builder(versions.wsa())
            .decoupledReplies(ways, later)
            .build()
            .handler(
                exchange -> {
                  Body large = Body.of(Service.PAYLOAD, "x".repeat(100_000));
                  return Reply.of(Message.of(versions.soap(), Body.of(fragment(large))));
                });
    try (ResourceAccount exchange = host.open()) {
      handler.handle(MessageExchange.of(received(versions, "hello")).withAccount(exchange));
    }
    later.run();

    assertThat(ways.only().fault().orElseThrow().reason()).contains("Host.memory = 100000");
    assertThat(host.memory()).isZero();
  }

  @Versions.Each
  void whatCannotBeDeliveredIsGivenUp(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    ways.broken = true;
    Service service = service(ways);

    service.send(service.good(ECHO, replyTo(service, LISTENER)));
    later.run();
    service.send(service.good(FAIL, faultTo(service, OTHER)));

    assertThat(ways.asked).containsExactly(LISTENER, OTHER);
    assertThat(ways.open).isZero();
  }

  /** A rejection by a layer is none by the executor, so nothing is processed a second time. */
  @Versions.Each
  void aLayerThatThrowsHurtsNeitherTheExecutorNorTheSender(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    AtomicInteger handled = new AtomicInteger();
    MessageHandler layer =
        AddressingLayer.builder(versions.wsa())
            .decoupledReplies(ways, Runnable::run)
            .build()
            .handler(
                exchange -> {
                  handled.incrementAndGet();
                  throw new RejectedExecutionException("not the executor");
                });
    Service service = service(ways);
    String wire =
        Service.wire(service.message(service.good(ECHO, replyTo(service, LISTENER))), versions);

    Reply reply = layer.handle(MessageExchange.of(Service.read(wire, versions)));

    assertThat(reply).isNotInstanceOf(Reply.OfMessage.class);
    assertThat(handled).hasValue(1);
    assertThat(ways.sent).isEmpty();
    assertThat(ways.open).isZero();
  }

  @Versions.Each
  void requestCutOffIsAnsweredOnTheWayItCame(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    String wire =
        Service.wire(service.message(service.good(ECHO, replyTo(service, LISTENER))), versions);

    for (String bad : List.of("</t:payload>", "</s:Body>", "</s:Envelope>")) {
      Message request = Service.read(wire.substring(0, wire.indexOf(bad)), versions);
      Reply reply = service.handle(MessageExchange.of(request));

      assertThat(reply).isInstanceOf(Reply.OfMessage.class);
      assertThat(((Reply.OfMessage) reply).message().isFault()).isTrue();
    }
    assertThat(later.waiting).isEmpty();
    assertThat(ways.open).isZero();
  }

  @Versions.Each
  void theRequestMayBeClosedWhileItIsProcessed(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    List<String> closed = new ArrayList<>();
    String wire =
        Service.wire(service.message(service.good(ECHO, replyTo(service, LISTENER))), versions);
    Message request = Service.read(wire, versions).withResource(() -> closed.add("request"));

    assertThat(service.handle(MessageExchange.of(request))).isInstanceOf(Reply.Accepted.class);
    assertThat(closed).isEmpty();
    request.close();
    later.run();

    assertThat(ways.only().body().fragment().text()).isEqualTo("hello");
  }

  @Versions.Each
  void theDeadlineOfTheRequestIsThatOfTheReply(Versions versions) throws Exception {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    Message request =
        Service.read(
            Service.wire(service.message(service.good(ECHO, replyTo(service, LISTENER))), versions),
            versions);
    MessageExchange exchange = MessageExchange.of(request);

    service.handle(exchange);
    later.run();

    assertThat(ways.deadlines).containsExactly(exchange.deadline());
  }

  /** A way that does something while a reply is sent. */
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

  @Versions.Each
  void clientLearnsThatTheServiceIsUnavailable(Versions versions) {
    Ways ways = new Ways(versions);
    Service service = service(ways);
    later.full = true;

    assertThatThrownBy(() -> service.send(service.good(ECHO, replyTo(service, LISTENER))))
        .isInstanceOf(FaultException.class);
  }

  @Versions.Each
  void anAddressThatMakesThePolicyStumbleIsRefused(Versions versions) throws Exception {
    Service service =
        new Service(
            versions,
            AddressingLayer.builder(versions.wsa())
                .decoupledReplies(address -> Optional.of(new Unused(URI.create(address))), later));

    Message reply = service.request(service.good(ECHO, replyTo(service, "http://[::1")));

    assertThatFault(reply, versions).hasSubcodes("DestinationUnreachable");
  }

  /** A way that is never gone. */
  private record Unused(URI address) implements RequestChannel {
    @Override
    public Message request(Message request) {
      throw new AssertionError("A reply is sent, not requested");
    }

    @Override
    public void send(Message message) {
      throw new AssertionError("Sent to " + address);
    }

    @Override
    public void close() {}
  }

  @Requirement("R3324")
  @Versions.Each
  void theInstanceOfTheChannelComesBackWithTheReply(Versions versions) throws Exception {
    QName instance =
        new QName("http://schemas.microsoft.com/ws/2005/02/duplex", "ChannelInstance", "dp");
    Ways ways = new Ways(versions);
    Service service = service(ways);
    EndpointReference listener =
        EndpointReference.of(LISTENER).withReferenceParameter(instance, "urn:instance:1");

    service.send(service.good(ECHO, service.reference("ReplyTo", listener)));
    later.run();

    assertThat(ways.only().headers().find(instance).orElseThrow().text())
        .isEqualTo("urn:instance:1");
  }
}
