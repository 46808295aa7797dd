package io.steatite.addressing;

import static io.steatite.addressing.AddressingFaultAssert.assertThatFault;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.NOTIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.internal.CorrelationLayer;
import io.steatite.addressing.internal.PendingReplies;
import io.steatite.envelope.Fault;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.Reply;
import io.steatite.testing.MutatedBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CorrelationLayerTest {
  private static final String ID = "urn:uuid:1";

  private final PendingReplies pending = PendingReplies.atMost(10);
  private final List<String> notified = new ArrayList<>();

  @AfterEach
  void close() {
    pending.close();
  }

  private MessageStack listener(Versions versions) {
    return MessageStack.builder()
        .dispatcher(
            Dispatcher.of(
                Operation.oneWay(NOTIFY, m -> notified.add(m.body().reader().getElementText()))))
        .layer(CorrelationLayer.of(pending))
        .layer(AddressingLayer.of(versions.wsa()))
        .encoder(Service.encoder(versions))
        .build();
  }

  private static Deadline later() {
    return Deadline.after(Duration.ofMinutes(1));
  }

  private static HeaderBlock[] relatedTo(Versions versions, String action, String... ids) {
    Service service = new Service(versions);
    List<HeaderBlock> headers = new ArrayList<>(List.of(service.action(action), service.to()));
    for (String id : ids) {
      headers.add(service.header("RelatesTo", id));
    }
    return headers.toArray(HeaderBlock[]::new);
  }

  private static Message incoming(Versions versions, HeaderBlock... headers) throws IOException {
    return Service.read(Service.wire(new Service(versions).message(headers), versions), versions);
  }

  private Reply deliver(Versions versions, Message message) {
    try (message) {
      return listener(versions).handle(MessageExchange.of(message));
    }
  }

  @Versions.Each
  void replyIsInMemoryBeforeItIsAccepted(Versions versions) throws Exception {
    CompletableFuture<Message> reply = pending.expect(ID, later());
    Message incoming = incoming(versions, relatedTo(versions, ECHO + "Response", ID));
    assertThat(deliver(versions, incoming)).isInstanceOf(Reply.Accepted.class);
    Message received = reply.getNow(null);
    assertThat(received.body().isOnStream()).isFalse();
    assertThat(received.body().reader().getElementText()).isEqualTo("hello");
    assertThat(received.body().reader().getElementText()).isEqualTo("hello");
    assertThat(received.action()).contains(ECHO + "Response");
  }

  @Versions.Each
  void faultCompletesItsRequest(Versions versions) throws Exception {
    CompletableFuture<Message> reply = pending.expect(ID, later());
    Message fault =
        Message.of(versions.soap(), Fault.sender("no"))
            .withHeaders(Headers.of(relatedTo(versions, versions.wsa().soapFaultAction(), ID)));
    Message incoming = Service.read(Service.wire(fault, versions), versions);
    assertThat(deliver(versions, incoming)).isInstanceOf(Reply.Accepted.class);
    assertThat(reply.getNow(null).fault().orElseThrow().reason()).isEqualTo("no");
  }

  @Versions.Each
  void replyWithoutPendingRequestIsAcceptedAndDropped(Versions versions) throws Exception {
    CompletableFuture<Message> other = pending.expect("urn:other", later());
    for (String action : List.of(ECHO + "Response", NOTIFY)) {
      Message late = incoming(versions, relatedTo(versions, action, ID));
      assertThat(deliver(versions, late)).isInstanceOf(Reply.Accepted.class);
    }
    assertThat(notified).isEmpty();
    assertThat(other).isNotDone();
  }

  @Versions.Each
  void repeatedReplyIsDropped(Versions versions) throws Exception {
    CompletableFuture<Message> reply = pending.expect(ID, later());
    for (int i = 0; i < 3; i++) {
      Message incoming = incoming(versions, relatedTo(versions, ECHO + "Response", ID));
      assertThat(deliver(versions, incoming)).isInstanceOf(Reply.Accepted.class);
    }
    assertThat(reply).isCompleted();
  }

  @Versions.Each
  void replyForAnotherEndpointIsRefusedAndItsRequestStaysPending(Versions versions)
      throws Exception {
    CompletableFuture<Message> reply = pending.expect(ID, later());
    Message incoming = incoming(versions, relatedTo(versions, ECHO + "Response", ID));
    URI listener = URI.create("http://localhost/another");

    Reply answer = listener(versions).handle(MessageExchange.of(incoming).withReceivedAt(listener));

    assertThatFault(((Reply.OfMessage) answer).message(), versions)
        .hasSubcodes("DestinationUnreachable");
    assertThat(reply).isNotDone();
    assertThat(pending.isExpected(ID)).isTrue();
  }

  @Versions.Each
  void faultForAnotherEndpointIsDroppedAndItsRequestStaysPending(Versions versions)
      throws Exception {
    CompletableFuture<Message> reply = pending.expect(ID, later());
    Message fault =
        Message.of(versions.soap(), Fault.sender("no"))
            .withHeaders(Headers.of(relatedTo(versions, versions.wsa().soapFaultAction(), ID)));
    Message incoming = Service.read(Service.wire(fault, versions), versions);
    URI listener = URI.create("http://localhost/another");

    Reply answer = listener(versions).handle(MessageExchange.of(incoming).withReceivedAt(listener));

    assertThat(answer).isInstanceOf(Reply.Accepted.class);
    assertThat(reply).isNotDone();
  }

  @Versions.Each
  void otherMessagesArePassedOn(Versions versions) throws Exception {
    pending.expect(ID, later());
    Message incoming = incoming(versions, relatedTo(versions, NOTIFY));
    assertThat(deliver(versions, incoming)).isInstanceOf(Reply.Accepted.class);
    assertThat(notified).containsExactly("hello");
    assertThat(pending.isExpected(ID)).isTrue();
  }

  @Versions.Each
  void malformedReplyFailsItsRequestAndIsRefused(Versions versions) throws Exception {
    CompletableFuture<Message> reply = pending.expect(ID, later());
    String wire =
        Service.wire(
            new Service(versions).message(relatedTo(versions, ECHO + "Response", ID)), versions);
    String cut = wire.substring(0, wire.indexOf("hello") + 2);
    Reply answer = deliver(versions, Service.read(cut, versions));
    assertThat(((Reply.OfMessage) answer).message().isFault()).isTrue();
    assertThatThrownBy(reply::get).hasCauseInstanceOf(MalformedMessageException.class);
    assertThat(pending.size()).isZero();
  }

  /** A mutated reply either completes its request or leaves it pending. */
  @Versions.Each
  void requestIsPendingOrDoneAfterAnyMutatedReply(Versions versions) throws Exception {
    byte[] good =
        Service.wire(
                new Service(versions).message(relatedTo(versions, ECHO + "Response", ID)), versions)
            .getBytes(StandardCharsets.UTF_8);
    for (MutatedBytes mutated : MutatedBytes.of(good, 20_26, 500).toList()) {
      CompletableFuture<Message> reply = pending.expect(ID, later());
      try (Message message =
          Service.encoder(versions)
              .decode(
                  new ByteArrayInputStream(mutated.bytes()),
                  Service.encoder(versions).encode(new Service(versions).message()).mediaType())) {
        listener(versions).handle(MessageExchange.of(message));
      } catch (MalformedMessageException | IOException e) {
        assertThat(reply).isNotDone();
      }
      assertThat(pending.isExpected(ID)).as("%s", mutated).isEqualTo(!reply.isDone());
      reply.cancel(false);
      assertThat(pending.size()).isZero();
    }
  }
}
