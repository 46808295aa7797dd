package io.steatite.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.LoopbackChannel;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.DuplexChannel;
import io.steatite.service.DuplexClient;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.jdk.JdkHttpSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every channel closes the message it is given, whether it succeeds or fails. */
@Timeout(60)
class ClosedMessageTest {
  private static final QName PAYLOAD = new QName("urn:test", "payload", "t");
  private static final MessageAddressingProperties OWN_REPLY_TO =
      MessageAddressingProperties.builder()
          .replyTo(EndpointReference.anonymous(AddressingVersion.WSA_10))
          .build();
  private static final HttpSender SENDER = JdkHttpSender.start();
  private static URI gone;
  private static DuplexClient client;

  @BeforeAll
  static void start() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gone = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
    }
    client = DuplexClient.start(Binding.wsHttp());
  }

  @AfterAll
  static void stop() {
    client.close();
    SENDER.close();
  }

  /** A channel that fails, and how it is made. */
  private record Failing(String name, RequestChannel channel, Message message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Failing> channels() {
    Message good = message("urn:test:action");
    Message without = message(null);
    Message unwritable =
        Message.of(
                SoapVersion.SOAP_12,
                Body.of(
                    PAYLOAD,
                    writer -> {
                      throw new IllegalStateException("unwritable");
                    }))
            .withAction("urn:test:action");
    Message foreign = Message.of(SoapVersion.SOAP_11, Body.empty()).withAction("urn:test:action");
    Message ownReplyTo = good.withProperty(MessageAddressingProperties.class, OWN_REPLY_TO);
    MessageStack plain =
        MessageStack.builder().encoder(TextEncoder.of(SoapVersion.SOAP_12)).build();
    AddressingLayer addressing =
        AddressingLayer.of(AddressingVersion.WSA_10, EndpointReference.of("urn:to"));
    RequestChannel http = HttpRequestChannel.to(gone, plain, SENDER);
    return Stream.of(
        new Failing("HTTP, no one listens", http, good),
        new Failing("HTTP, unwritable body", http, unwritable),
        new Failing("addressing, no action", addressing.channel(new Careless()), without),
        new Failing("addressing, careless transport", addressing.channel(new Careless()), good),
        new Failing("stack, careless transport", plain.channel(new Careless()), good),
        new Failing("loopback, no service", loopback(plain), good),
        new Failing("loopback, other version", loopback(plain), foreign),
        new Failing("loopback, unwritable body", loopback(plain), unwritable),
        new Failing("binding, no one listens", Binding.wsHttp().channel(gone), good),
        new Failing("duplex, no one listens", client.channel(gone), good),
        new Failing("duplex, no action", client.channel(gone), without),
        new Failing("duplex, own ReplyTo", client.channel(gone), ownReplyTo));
  }

  private static RequestChannel loopback(MessageStack stack) {
    return new LoopbackChannel(TextEncoder.of(SoapVersion.SOAP_12), stack);
  }

  private static Message message(@Nullable String action) {
    return Message.of(SoapVersion.SOAP_12, Body.of(PAYLOAD, "x")).withAction(action);
  }

  /** Fails without closing what it was given. */
  private static final class Careless implements RequestChannel {
    @Override
    public Message request(Message request) {
      throw new IllegalStateException("careless");
    }

    @Override
    public void send(Message message) {
      throw new IllegalStateException("careless");
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @MethodSource("channels")
  void aMessageIsClosedWhenTheChannelFails(Failing failing) {
    AtomicInteger closed = new AtomicInteger();
    Message message = failing.message().withResource(closed::incrementAndGet);
    try (RequestChannel channel = failing.channel()) {
      assertThatThrownBy(() -> channel.request(message)).isNotNull();
      assertThat(closed).hasPositiveValue();
      closed.set(0);
      assertThatThrownBy(() -> channel.send(message)).isNotNull();
      assertThat(closed).hasPositiveValue();
    }
  }

  @Test
  void aRequestOfWhichNoThreadWaitsForTheReplyIsClosedWhenItFails() {
    AtomicInteger closed = new AtomicInteger();
    Message message = message("urn:test:action").withResource(closed::incrementAndGet);
    try (DuplexChannel channel = client.channel(gone)) {
      assertThat(channel.requestAsync(message)).failsWithin(Duration.ofSeconds(20));
      assertThat(closed).hasPositiveValue();
      closed.set(0);
      Message refused = message.withProperty(MessageAddressingProperties.class, OWN_REPLY_TO);
      assertThatThrownBy(() -> channel.requestAsync(refused))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(closed).hasPositiveValue();
    }
  }

  @Test
  void aMessageIsClosedWhenItWasAnswered() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    Dispatcher operations =
        Dispatcher.of(
            Operation.requestReply(
                "urn:test:action", request -> request.reply(Body.of(PAYLOAD, "y"))));
    MessageStack service =
        MessageStack.builder()
            .encoder(TextEncoder.of(SoapVersion.SOAP_12))
            .dispatcher(operations)
            .build();
    try (ServiceHost host =
            ServiceHost.builder().endpoint("/", Binding.wsHttp(), operations).start();
        RequestChannel http = Binding.wsHttp().channel(host.address("/"))) {
      for (RequestChannel channel : List.of(loopback(service), http)) {
        closed.set(0);
        Message message = message("urn:test:action").withResource(closed::incrementAndGet);
        channel.request(message).close();
        assertThat(closed).hasPositiveValue();
      }
    }
  }
}
