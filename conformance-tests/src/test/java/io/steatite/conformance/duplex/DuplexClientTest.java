package io.steatite.conformance.duplex;

import static io.steatite.conformance.duplex.Duo.CALLBACK;
import static io.steatite.conformance.duplex.Duo.header;
import static io.steatite.conformance.duplex.Duo.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.UnrelatedReplyException;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.NotUnderstoodException;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.TransportException;
import io.steatite.service.Binding;
import io.steatite.service.DuplexChannel;
import io.steatite.service.DuplexClient;
import io.steatite.testing.RawHttp;
import io.steatite.testing.Requirement;
import io.steatite.transport.http.HttpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xmlunit.assertj3.XmlAssert;

/** The client's half of composite duplex, against a peer that is plain HTTP. */
@Timeout(60)
class DuplexClientTest {
  private final BlockingQueue<String> called = new LinkedBlockingQueue<>();

  private Dispatcher callbacks(String name) {
    return Dispatcher.of(Operation.oneWay(CALLBACK, m -> called.add(name + ":" + text(m))));
  }

  private static String at(String xpath, Peer.Received message, Duo duo) {
    return XmlAssert.assertThat(message.text())
        .withNamespaceContext(
            java.util.Map.of(
                "s", duo.soap().namespace(),
                "a", duo.wsa().namespace(),
                "d", "http://schemas.microsoft.com/ws/2005/02/duplex"))
        .valueByXPath(xpath)
        .actual()
        .toString();
  }

  private static String messageId(Peer.Received message, Duo duo) {
    return at("//s:Header/a:MessageID", message, duo);
  }

  private static URI replyTo(Peer.Received message, Duo duo) {
    return URI.create(at("//s:Header/a:ReplyTo/a:Address", message, duo));
  }

  private static void assertAccepted(RawHttp.Received answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.fields()).doesNotContainKey("content-type");
  }

  private static Throwable failure(CompletableFuture<?> future) throws Exception {
    try {
      future.get(10, TimeUnit.SECONDS);
      throw new AssertionError("It has not failed");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Duo.Each
  @Requirement({"R3514", "R3313", "R3321", "R3322", "B3211"})
  void aRequestSaysWhereItsReplyComesIn(Duo duo) throws Exception {
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      CompletableFuture<Message> reply = channel.requestAsync(duo.echo("hello"));
      Peer.Received request = service.next();
      assertThat(messageId(request, duo)).startsWith("urn:uuid:");
      assertThat(at("//s:Header/a:To", request, duo)).isEqualTo(service.uri("/service").toString());
      assertThat(replyTo(request, duo)).hasHost("127.0.0.1").isNotEqualTo(duo.wsa().anonymous());
      assertThat(replyTo(request, duo).getPath()).matches("/[0-9a-f-]{36}");
      assertThat(request.text()).doesNotContain("FaultTo").doesNotContain("From");
      assertThat(reply).isNotDone();

      URI listener = replyTo(request, duo);
      assertAccepted(
          Peer.post(
              listener, duo, duo.reply(listener.toString(), messageId(request, duo), "there")));
      assertThat(text(reply.get(10, TimeUnit.SECONDS))).isEqualTo("there");
      assertThat(client.outstanding()).isZero();
    }
  }

  @Duo.Each
  @Requirement("B3211")
  void aFaultGoesElsewhereIfTheMessageAsksForIt(Duo duo) throws Exception {
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      MessageAddressingProperties asked =
          MessageAddressingProperties.builder()
              .faultTo(EndpointReference.of("http://127.0.0.1/faults"))
              .build();
      CompletableFuture<Message> reply =
          channel.requestAsync(
              duo.echo("hello").withProperty(MessageAddressingProperties.class, asked));
      assertThat(at("//s:Header/a:FaultTo/a:Address", service.next(), duo))
          .isEqualTo("http://127.0.0.1/faults");
      reply.cancel(true);
    }
  }

  @Duo.Each
  void aBlockingCallWaitsForIt(Duo duo) throws Exception {
    try (Peer service = new Peer(request -> replyingAtOnce(request, duo));
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      assertThat(text(channel.request(duo.echo("hello")).orThrow())).isEqualTo("first");
      assertThat(client.outstanding()).isZero();
    }
  }

  /** The reply is there before the request has been accepted. */
  private static Peer.Answer replyingAtOnce(Peer.Received request, Duo duo) {
    try {
      URI listener = replyTo(request, duo);
      assertAccepted(
          Peer.post(
              listener, duo, duo.reply(listener.toString(), messageId(request, duo), "first")));
      return Peer.Answer.ACCEPTED;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Duo.Each
  void aReplyOnTheConnectionIsTakenAsWell(Duo duo) throws Exception {
    try (Peer service =
            new Peer(
                request ->
                    new Peer.Answer(
                        200,
                        duo.contentType(),
                        duo.reply(duo.wsa().anonymous(), messageId(request, duo), "back")));
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      assertThat(text(channel.request(duo.echo("hello")))).isEqualTo("back");
      assertThat(text(channel.requestAsync(duo.echo("hello")).get())).isEqualTo("back");
      assertThat(client.outstanding()).isZero();
    }
  }

  @Duo.Each
  void aReplyOnTheConnectionThatAnswersSomethingElseIsNone(Duo duo) throws Exception {
    try (Peer service =
            new Peer(
                request ->
                    new Peer.Answer(
                        200,
                        duo.contentType(),
                        duo.reply(duo.wsa().anonymous(), "urn:uuid:other", "back")));
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      assertThatThrownBy(() -> channel.request(duo.echo("hello")))
          .isInstanceOf(UnrelatedReplyException.class);
      assertThat(client.outstanding()).isZero();
    }
  }

  @Duo.Each
  void faultOnTheConnectionIsTheReplyOfTheCall(Duo duo) throws Exception {
    String refused =
        "<s:Fault>%s</s:Fault>"
            .formatted(
                duo.soap().namespace().contains("2003")
                    ? "<s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason>"
                        + "<s:Text xml:lang='en'>anonymous only</s:Text></s:Reason>"
                    : "<faultcode>s:Client</faultcode><faultstring>anonymous only</faultstring>");
    Peer.Answer answer =
        new Peer.Answer(
            500,
            duo.contentType(),
            duo.envelope(header("Action", duo.wsa().faultAction()), refused));
    try (Peer service = new Peer(request -> answer);
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      assertThat(channel.request(duo.echo("hello")).fault().orElseThrow().reason())
          .isEqualTo("anonymous only");
      assertThat(channel.requestAsync(duo.echo("hello")).get().fault().orElseThrow().reason())
          .isEqualTo("anonymous only");
      assertThatThrownBy(() -> channel.send(duo.notice("hello")))
          .isInstanceOf(FaultException.class);
      assertThat(client.outstanding()).isZero();
    }
  }

  @Test
  void aServiceThatIsNotThereFailsTheCall() throws Exception {
    Duo duo = Duo.all().findFirst().orElseThrow();
    URI gone;
    try (Peer service = new Peer()) {
      gone = service.uri("/service");
    }
    try (DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(gone)) {
      assertThatThrownBy(() -> channel.request(duo.echo("hello")))
          .isInstanceOf(TransportException.class);
      assertThat(failure(channel.requestAsync(duo.echo("hello"))))
          .isInstanceOf(TransportException.class);
      assertThat(client.outstanding()).isZero();
    }
  }

  @Duo.Each
  void lateRepeatedAndInventedRepliesAreAcceptedAndDropped(Duo duo) throws Exception {
    try (Peer service = new Peer();
        DuplexClient client =
            DuplexClient.builder(duo.binding()).callbacks(callbacks("client")).start();
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      CompletableFuture<Message> reply = channel.requestAsync(duo.echo("hello"));
      Peer.Received request = service.next();
      URI listener = replyTo(request, duo);
      String id = messageId(request, duo);
      assertAccepted(
          Peer.post(listener, duo, duo.reply(listener.toString(), "urn:uuid:invented", "no")));
      assertThat(reply).isNotDone();
      for (String answer : new String[] {"first", "second"}) {
        assertAccepted(Peer.post(listener, duo, duo.reply(listener.toString(), id, answer)));
      }
      assertThat(text(reply.get(10, TimeUnit.SECONDS))).isEqualTo("first");
      assertThat(called).isEmpty();
    }
  }

  @Duo.Each
  void atTheDeadlineACallIsOverAndItsReplyIsLate(Duo duo) throws Exception {
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      Message impatient =
          duo.echo("hello").withProperty(Deadline.class, Deadline.after(Duration.ofMillis(300)));
      assertThatThrownBy(() -> channel.request(impatient))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("300 ms");
      assertThat(client.outstanding()).isZero();
      Peer.Received request = service.next();
      URI listener = replyTo(request, duo);
      assertAccepted(
          Peer.post(
              listener, duo, duo.reply(listener.toString(), messageId(request, duo), "late")));
    }
  }

  @Test
  void aClientHasADeadlineForCallsThatBringNone() throws Exception {
    Duo duo = Duo.all().findFirst().orElseThrow();
    HttpLimits impatient = HttpLimits.builder().deadline(Duration.ofMillis(300)).build();
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.builder(duo.binding()).limits(impatient).start();
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      assertThatThrownBy(() -> channel.request(duo.echo("hello")))
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(failure(channel.requestAsync(duo.echo("hello"))))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Duo.Each
  void aBrokenReplyFailsTheCall(Duo duo) throws Exception {
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      CompletableFuture<Message> reply = channel.requestAsync(duo.echo("hello"));
      Peer.Received request = service.next();
      URI listener = replyTo(request, duo);
      String whole = duo.reply(listener.toString(), messageId(request, duo), "there");
      RawHttp.Received answer = Peer.post(listener, duo, whole.replace("</e:Echo>", "</e:Other>"));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).contains("Fault").contains("Other");
      assertThat(failure(reply)).isInstanceOf(MalformedMessageException.class);
      assertThat(client.outstanding()).isZero();
    }
  }

  @Duo.Each
  void aReplyWithAMandatoryHeaderNobodyKnowsIsRefused(Duo duo) throws Exception {
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      CompletableFuture<Message> reply = channel.requestAsync(duo.echo("hello"));
      Peer.Received request = service.next();
      URI listener = replyTo(request, duo);
      String mandatory =
          duo.reply(listener.toString(), messageId(request, duo), "there")
              .replace("</s:Header>", "<x:x xmlns:x='urn:x' s:mustUnderstand='1'/></s:Header>");
      assertAccepted(Peer.post(listener, duo, mandatory));
      assertThat(failure(reply)).isInstanceOf(NotUnderstoodException.class);
    }
  }

  @Duo.Each
  void channelsShareAListenerAndAreToldApart(Duo duo) throws Exception {
    String instance = "//s:Header/a:ReplyTo/a:ReferenceParameters/d:ChannelInstance";
    try (Peer service = new Peer();
        DuplexClient client =
            DuplexClient.builder(duo.binding()).callbacks(callbacks("client")).start();
        DuplexChannel first = client.channel(service.uri("/service"), callbacks("first"));
        DuplexChannel second = client.channel(service.uri("/service"), callbacks("second"));
        DuplexChannel third = client.channel(service.uri("/service"))) {
      first.send(duo.notice("hello"));
      Peer.Received one = service.next();
      second.send(duo.notice("hello"));
      Peer.Received two = service.next();
      third.send(duo.notice("hello"));
      Peer.Received three = service.next();
      assertThat(one.text()).doesNotContain("ChannelInstance");
      assertThat(at(instance, two, duo)).isEqualTo("2");
      assertThat(at(instance, three, duo)).isEqualTo("3");
      URI listener = replyTo(one, duo);
      assertThat(replyTo(two, duo)).isEqualTo(listener);

      assertAccepted(Peer.post(listener, duo, callback(duo, listener, "")));
      assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("first:news");
      assertAccepted(Peer.post(listener, duo, callback(duo, listener, "2")));
      assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("second:news");
      assertAccepted(Peer.post(listener, duo, callback(duo, listener, "3")));
      assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("client:news");

      second.close();
      for (String gone : new String[] {"2", "4", "1", "x"}) {
        RawHttp.Received answer = Peer.post(listener, duo, callback(duo, listener, gone));
        assertThat(answer.text()).doesNotContain(":news");
        assertThat(called).isEmpty();
      }
    }
  }

  private static String callback(Duo duo, URI listener, String instance) {
    return duo.envelope(
        header("Action", CALLBACK)
            + header("To", listener.toString())
            + (instance.isEmpty()
                ? ""
                : "<ChannelInstance xmlns='http://schemas.microsoft.com/ws/2005/02/duplex'>"
                    + instance
                    + "</ChannelInstance>"),
        "<n>news</n>");
  }

  @Duo.Each
  void whatNobodyAskedForIsRefusedWithoutCallbacks(Duo duo) throws Exception {
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      URI listener = URI.create(channel.address().address());
      RawHttp.Received answer = Peer.post(listener, duo, callback(duo, listener, ""));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).contains("ActionNotSupported");
      URI elsewhere = listener.resolve("/other");
      assertThat(Peer.post(elsewhere, duo, callback(duo, listener, "")).status()).isEqualTo(404);
      assertThat(Peer.post(listener, duo, callback(duo, elsewhere, "")).text())
          .contains("DestinationUnreachable");
    }
  }

  @Test
  void closingFailsWhatIsUnderWay() throws Exception {
    Duo duo = Duo.all().findFirst().orElseThrow();
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel one = client.channel(service.uri("/service"));
        DuplexChannel other = client.channel(service.uri("/service"))) {
      CompletableFuture<Message> ofOne = one.requestAsync(duo.echo("hello"));
      CompletableFuture<Message> ofOther = other.requestAsync(duo.echo("hello"));
      service.next();
      service.next();
      one.close();
      assertThat(failure(ofOne))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("closed");
      assertThat(failure(one.requestAsync(duo.echo("x")))).isInstanceOf(TransportException.class);
      assertThat(ofOther).isNotDone();
      client.close();
      assertThat(failure(ofOther)).isInstanceOf(TransportException.class);
      assertThatThrownBy(() -> other.request(duo.echo("x"))).isInstanceOf(TransportException.class);
      assertThat(failure(other.requestAsync(duo.echo("x"))))
          .isInstanceOfAny(TransportException.class, RejectedExecutionException.class);
      assertThat(client.outstanding()).isZero();
    }
  }

  @Test
  void whoeverCancelsGivesUpTheCall() throws Exception {
    Duo duo = Duo.all().findFirst().orElseThrow();
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      CompletableFuture<Message> reply = channel.requestAsync(duo.echo("hello"));
      service.next();
      assertThat(client.outstanding()).isEqualTo(1);
      reply.cancel(true);
      assertThatThrownBy(reply::join).isInstanceOf(CancellationException.class);
      assertThat(client.outstanding()).isZero();
    }
  }

  @Test
  void anInterruptedCallIsGivenUp() throws Exception {
    Duo duo = Duo.all().findFirst().orElseThrow();
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.start(duo.binding());
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  channel.request(duo.echo("hello")).close();
                } catch (RuntimeException e) {
                  end.complete(e);
                }
              });
      caller.start();
      service.next();
      caller.interrupt();
      assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
      assertThat(client.outstanding()).isZero();
    }
  }

  @Test
  void onlySoManyCallsMayWait() throws Exception {
    Duo duo = Duo.all().findFirst().orElseThrow();
    try (Peer service = new Peer();
        DuplexClient client = DuplexClient.builder(duo.binding()).mostOutstanding(1).start();
        DuplexChannel channel = client.channel(service.uri("/service"))) {
      CompletableFuture<Message> reply = channel.requestAsync(duo.echo("hello"));
      service.next();
      assertThatThrownBy(() -> channel.request(duo.echo("hello")))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(failure(channel.requestAsync(duo.echo("hello"))))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(service.hasMore()).isFalse();
      reply.cancel(true);
    }
  }

  @Test
  void whatCannotWorkIsSaidAtOnce() throws Exception {
    assertThatThrownBy(() -> DuplexClient.start(Binding.basicHttp()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("addressing");
    InetAddress everywhere = InetAddress.getByName("0.0.0.0");
    assertThatThrownBy(() -> DuplexClient.builder(Binding.wsHttp()).address(everywhere).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reachableAt");
    Duo duo = Duo.all().findFirst().orElseThrow();
    try (DuplexClient client =
            DuplexClient.builder(duo.binding())
                .address(everywhere)
                .reachableAt(URI.create("https://gateway.example/soap/"))
                .start();
        DuplexChannel channel = client.channel(URI.create("http://127.0.0.1/service"))) {
      assertThat(channel.address().address())
          .matches("https://gateway\\.example/soap/[0-9a-f-]{36}");
      Message own =
          duo.echo("x")
              .withProperty(
                  MessageAddressingProperties.class,
                  MessageAddressingProperties.builder().replyTo(duo.anonymous()).build());
      assertThatThrownBy(() -> channel.request(own)).isInstanceOf(IllegalArgumentException.class);
      Message without = Message.of(duo.soap(), io.steatite.envelope.Body.empty());
      assertThatThrownBy(() -> channel.request(without))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("action");
      assertThat(client.outstanding()).isZero();
    }
  }
}
