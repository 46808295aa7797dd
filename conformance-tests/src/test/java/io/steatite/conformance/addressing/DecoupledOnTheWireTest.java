package io.steatite.conformance.addressing;

import static io.steatite.conformance.addressing.AddressedService.ECHO;
import static io.steatite.conformance.addressing.AddressedService.MESSAGE_ID;
import static io.steatite.conformance.addressing.AddressedService.reference;
import static io.steatite.conformance.addressing.MessageAssert.assertAccepted;
import static io.steatite.conformance.addressing.MessageAssert.assertThatAnswer;
import static io.steatite.conformance.addressing.MessageAssert.assertThatMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.MtomEncoder;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp.Received;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.jdk.JdkHttpSender;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Replies on connections of their own: where they must not go, and requests in parts. */
class DecoupledOnTheWireTest {
  private static final QName PAYLOAD = new QName("urn:test", "payload", "t");
  private static final ExecutorService EXECUTOR = Executors.newSingleThreadExecutor();
  private static final HttpSender SENDER = JdkHttpSender.start();
  private static Listener listener;

  @BeforeAll
  static void start() throws IOException {
    listener = Listener.start();
  }

  @AfterAll
  static void stop() {
    EXECUTOR.shutdownNow();
    SENDER.close();
    listener.close();
  }

  /** SEC-21: without a policy that permits it, no connection is made. */
  @Versions.Each
  void byDefaultNothingLeavesToAnAddressThatARequestNames(Versions versions) throws Exception {
    try (AddressedService service = AddressedService.start()) {
      for (String name : new String[] {"ReplyTo", "FaultTo"}) {
        String address = listener.address("/canary");
        Received answer =
            service.post(
                versions, service.good(versions, ECHO, name) + reference(name, address), "");

        assertThatAnswer(answer, 500, versions)
            .isInvalidHeader("OnlyAnonymousAddressSupported", name)
            .relatesTo(MESSAGE_ID);
      }
    }
    assertThat(listener.isEmpty()).isTrue();
  }

  @Versions.Each
  void whatCannotBeDeliveredIsGivenUpAndTheServiceGoesOn(Versions versions) throws Exception {
    String nobody = nobodyListens();
    try (AddressedService service =
        AddressedService.start(each -> layer(each, TextEncoder.of(each.soap())))) {
      String headers = service.good(versions, ECHO, "ReplyTo");

      assertAccepted(service.post(versions, headers + reference("ReplyTo", nobody)));
      assertAccepted(
          service.post(versions, headers + reference("ReplyTo", listener.address("/then"))));

      Listener.Received came = listener.next();
      assertThatMessage(AddressedService.message(came.contentType(), came.body()), versions)
          .relatesTo(MESSAGE_ID);
      assertThat(came.path()).isEqualTo("/then");
    }
  }

  private static String nobodyListens() throws IOException {
    try (Listener closed = Listener.start()) {
      return closed.address("/");
    }
  }

  private static AddressingLayer layer(Versions versions, MessageEncoder encoder) {
    MessageStack stack = MessageStack.builder().encoder(encoder).build();
    return AddressingLayer.builder(versions.wsa())
        .decoupledReplies(
            address -> Optional.of(HttpRequestChannel.to(URI.create(address), stack, SENDER)),
            EXECUTOR)
        .build();
  }

  /** The request is closed when it is accepted, and its parts with it. */
  @Versions.Each
  void aRequestInPartsOutlivesItsConnection(Versions versions) throws Exception {
    byte[] content = "binary content ".repeat(1_000).getBytes(ISO_8859_1);
    MtomEncoder encoder = MtomEncoder.of(TextEncoder.of(versions.soap()));
    MessageStack.Builder stack =
        MessageStack.builder()
            .dispatcher(
                Dispatcher.of(Operation.requestReply(ECHO, DecoupledOnTheWireTest::echoContent)))
            .layer(layer(versions, encoder))
            .encoder(encoder);
    try (ServiceHost host = ServiceHost.builder().endpoint(versions.path(), stack.build()).start();
        RequestChannel channel = channel(versions, host.address(versions.path()), encoder)) {
      DataSource source = BinaryContent.of(content, "application/octet-stream");
      MessageAddressingProperties properties =
          MessageAddressingProperties.builder()
              .messageId(MESSAGE_ID)
              .replyTo(EndpointReference.of(listener.address("/parts")))
              .build();

      channel.send(
          Message.of(
                  versions.soap(), Body.of(PAYLOAD, writer -> BinaryContent.write(writer, source)))
              .withAction(ECHO)
              .withProperty(MessageAddressingProperties.class, properties));

      Listener.Received came = listener.next();
      assertThat(came.path()).isEqualTo("/parts");
      assertThat(came.contentType()).startsWith("multipart/related");
      assertThat(came.body()).contains(MESSAGE_ID).contains(new String(content, ISO_8859_1));
    }
  }

  private static Message echoContent(Message request) throws Exception {
    DataSource content = BinaryContent.read(request.body().reader());
    return request.reply(Body.of(PAYLOAD, writer -> BinaryContent.write(writer, content)));
  }

  private static RequestChannel channel(Versions versions, URI address, MessageEncoder encoder) {
    MessageStack stack =
        MessageStack.builder()
            .layer(AddressingLayer.of(versions.wsa(), EndpointReference.of(address.toString())))
            .encoder(encoder)
            .build();
    return stack.channel(HttpRequestChannel.to(address, stack, SENDER));
  }
}
