package io.steatite.addressing;

import static io.steatite.addressing.Service.ADDRESS;
import static io.steatite.addressing.Service.ECHO;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;

/** The addressing headers of messages that are forwarded. */
class ForwardingTest {
  private static final String BACKEND = "http://backend.example/";

  private final List<Message> sent = new ArrayList<>();

  private RequestChannel channel(AddressingVersion version) {
    return AddressingLayer.of(version, EndpointReference.of(BACKEND))
        .channel(
            new RequestChannel() {
              @Override
              public Message request(Message request) {
                sent.add(request);
                return Message.of(request.version(), request.body());
              }

              @Override
              public void send(Message message) {
                sent.add(message);
              }

              @Override
              public void close() {}
            });
  }

  /** Returns a request with all addressing headers as an operation receives it. */
  private static Message received(Versions versions) throws Exception {
    Service service = new Service(versions);
    service.request(
        service.good(
            ECHO,
            service.reference("From", EndpointReference.of("urn:from")),
            service.header("RelatesTo", "urn:id:0"),
            HeaderBlock.of(new QName("urn:own", "own", "o"), "1")));
    return service.received.get(0).withAction(ECHO);
  }

  @Versions.Each
  void forwardedMessageGetsNewHeaders(Versions versions) throws Exception {
    for (AddressingVersion onwards : AddressingVersion.values()) {
      sent.clear();
      channel(onwards).request(received(versions));

      assertThat(Service.names(sent.get(0)))
          .containsExactly("Action", "own", "MessageID", "ReplyTo", "To");
      assertThat(sent.get(0).headers())
          .filteredOn(block -> !block.name().getLocalPart().equals("own"))
          .allMatch(block -> block.name().getNamespaceURI().equals(onwards.namespace()));
      MessageAddressingProperties properties =
          sent.get(0).property(MessageAddressingProperties.class).orElseThrow();
      assertThat(properties.to()).contains(BACKEND);
      assertThat(properties.messageId()).isNotEmpty().isNotEqualTo("urn:id:1");
      assertThat(properties.action()).contains(ECHO);
    }
  }

  @Versions.Each
  void attachedCopyOfReceivedPropertiesIsWritten(Versions versions) throws Exception {
    Message received = received(versions);
    MessageAddressingProperties properties =
        received.property(MessageAddressingProperties.class).orElseThrow();

    channel(versions.wsa())
        .send(
            received.withProperty(
                MessageAddressingProperties.class, properties.toBuilder().build()));

    assertThat(Service.properties(sent.get(0), versions).to()).contains(ADDRESS);
    assertThat(Service.properties(sent.get(0), versions).messageId()).contains("urn:id:1");
  }

  @Versions.Each
  void replyOfAnotherServiceGetsNewHeadersWhenForwarded(Versions versions) throws Exception {
    Service service = new Service(versions);
    MessageHandler gateway =
        AddressingLayer.of(versions.wsa())
            .handler(
                exchange ->
                    Reply.of(
                        new Service(versions)
                            .client()
                            .request(new Service(versions).message().withAction(ECHO))));
    Message request =
        Service.read(Service.wire(service.message(service.good(ECHO)), versions), versions);

    Reply reply = gateway.handle(MessageExchange.of(request));

    Message answer = ((Reply.OfMessage) reply).message();
    assertThat(Service.names(answer)).containsExactly("Action", "RelatesTo", "To");
    assertThat(Service.properties(answer, versions).relatesTo())
        .containsExactly(RelatesTo.reply("urn:id:1"));
  }
}
