package io.steatite.addressing;

import static io.steatite.addressing.Service.ADDRESS;
import static io.steatite.addressing.Service.ECHO;
import static io.steatite.addressing.Service.NOTIFY;
import static io.steatite.addressing.Service.PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.testing.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import org.xmlunit.assertj3.XmlAssert;

class SendingTest {
  private static final EndpointReference DESTINATION = EndpointReference.of(ADDRESS);

  /** A transport channel that records the messages sent on it and returns a prepared answer. */
  private static final class Transport implements RequestChannel {
    final List<Message> sent = new ArrayList<>();
    UnaryOperator<Message> answer = message -> message.withHeaders(Headers.empty());

    @Override
    public Message request(Message request) {
      sent.add(request);
      return answer.apply(request);
    }

    @Override
    public void send(Message message) {
      sent.add(message);
    }

    @Override
    public void close() {}

    String wire(Versions versions) {
      return Service.wire(sent.get(0), versions);
    }
  }

  private final Transport transport = new Transport();

  private RequestChannel channel(Versions versions) {
    return AddressingLayer.of(versions.wsa(), DESTINATION).channel(transport);
  }

  private static Message message(Versions versions, String action) {
    return new Service(versions).message().withAction(action);
  }

  @Requirement({"R3321", "R3322"})
  @Versions.Each
  void requestHasTheHeadersOfWcfInTheOrderOfWcf(Versions versions) throws Exception {
    HeaderBlock own = HeaderBlock.of(new QName("urn:test", "own", "t"), "1");

    channel(versions).request(message(versions, ECHO).withHeader(own));

    String id = Service.properties(transport.sent.get(0), versions).messageId().orElseThrow();
    assertThat(id).matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f-]{16}");
    XmlAssert.assertThat(transport.wire(versions))
        .and(
            """
            <s:Envelope xmlns:s="%s" xmlns:a="%s" xmlns:t="urn:test">
              <s:Header>
                <a:Action s:mustUnderstand="1">urn:echo</a:Action>
                <t:own>1</t:own>
                <a:MessageID>%s</a:MessageID>
                <a:ReplyTo><a:Address>%s</a:Address></a:ReplyTo>
                <a:To s:mustUnderstand="1">http://localhost/echo</a:To>
              </s:Header>
              <s:Body><t:payload>hello</t:payload></s:Body>
            </s:Envelope>
            """
                .formatted(
                    versions.soap().namespace(),
                    versions.wsa().namespace(),
                    id,
                    versions.wsa().anonymous()))
        .ignoreWhitespace()
        .areSimilar();
  }

  @Requirement("R3311")
  @Versions.Each
  void oneWayMessageHasActionMessageIdAndTo(Versions versions) throws Exception {
    channel(versions).send(message(versions, NOTIFY));

    assertThat(Service.names(transport.sent.get(0))).containsExactly("Action", "MessageID", "To");
  }

  @Requirement("R3311")
  @Versions.Each
  void oneWayMessageIdsCanBeSwitchedOff(Versions versions) throws Exception {
    AddressingLayer.builder(versions.wsa())
        .destination(DESTINATION)
        .oneWayMessageIds(false)
        .build()
        .channel(transport)
        .send(message(versions, NOTIFY));

    assertThat(Service.names(transport.sent.get(0))).containsExactly("Action", "To");
  }

  @Versions.Each
  void mustUnderstandCanBeSwitchedOff(Versions versions) throws Exception {
    AddressingLayer.builder(versions.wsa())
        .destination(DESTINATION)
        .mustUnderstand(false)
        .build()
        .channel(transport)
        .send(message(versions, NOTIFY));

    assertThat(transport.wire(versions)).doesNotContain("mustUnderstand");
  }

  @Requirement({"R3311", "R3321", "B3221"})
  @Versions.Each
  void referenceParametersAndPropertiesBecomeHeaders(Versions versions) throws Exception {
    EndpointReference parsed =
        EndpointReferenceTest.parse(
            """
            <a:Address>http://localhost/echo</a:Address>
            <a:ReferenceProperties xmlns:q="urn:q"><q:Kind t:k="v">q:name</q:Kind></a:ReferenceProperties>
            <a:ReferenceParameters><a2:x xmlns:a2="urn:a2" xmlns:a="urn:mine">1</a2:x></a:ReferenceParameters>
            """,
            versions.wsa());

    AddressingLayer.of(versions.wsa(), parsed).channel(transport).send(message(versions, NOTIFY));

    assertThat(Service.names(transport.sent.get(0)))
        .containsExactly("Action", "MessageID", "To", "Kind", "x");
    Message received = Service.read(transport.wire(versions), versions);
    HeaderBlock kind = received.headers().find("urn:q", "Kind").orElseThrow();
    assertThat(kind.element().resolve(kind.text())).isEqualTo(new QName("urn:q", "name"));
    assertThat(kind.attributes()).containsEntry(new QName("urn:test", "k"), "v");
    assertThat(Service.properties(received, versions).referenceParameters())
        .hasSize(versions.is10() ? 2 : 0);
  }

  @Versions.Each
  void attachedPropertiesDetermineTheHeaders(Versions versions) throws Exception {
    MessageAddressingProperties own =
        MessageAddressingProperties.builder()
            .to(EndpointReference.of("urn:there").withReferenceParameter(PARAMETER, "7"))
            .messageId("urn:id:7")
            .from(EndpointReference.of("urn:me"))
            .relatesTo(new RelatesTo("urn:id:6", "{urn:test}sequel"))
            .build();

    channel(versions)
        .send(message(versions, NOTIFY).withProperty(MessageAddressingProperties.class, own));

    MessageAddressingProperties sent =
        Service.properties(Service.read(transport.wire(versions), versions), versions);
    assertThat(sent.to()).contains("urn:there");
    assertThat(sent.messageId()).contains("urn:id:7");
    assertThat(sent.from()).contains(EndpointReference.of("urn:me"));
    assertThat(sent.relatesTo()).containsExactly(new RelatesTo("urn:id:6", "{urn:test}sequel"));
    assertThat(transport.sent.get(0).headers().find(PARAMETER)).isPresent();
  }

  @Versions.Each
  void requestWithoutActionIsRefused(Versions versions) {
    AtomicBoolean closed = new AtomicBoolean();
    Message message = message(versions, null).withResource(() -> closed.set(true));

    assertThatThrownBy(() -> channel(versions).request(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withAction");
    assertThat(closed).isTrue();
  }

  @Versions.Each
  void messageThatCannotBeAddressedIsClosed(Versions versions) {
    AtomicBoolean closed = new AtomicBoolean();
    RequestChannel channel =
        AddressingLayer.builder(versions.wsa())
            .destination(DESTINATION)
            .messageIds(
                () -> {
                  throw new IllegalStateException("no ids");
                })
            .build()
            .channel(transport);
    Message message = message(versions, ECHO).withResource(() -> closed.set(true));

    assertThatThrownBy(() -> channel.request(message)).hasMessage("no ids");
    assertThat(closed).isTrue();
    closed.set(false);
    assertThatThrownBy(() -> channel.send(message)).hasMessage("no ids");
    assertThat(closed).isTrue();
  }

  @Versions.Each
  void requestWithoutDestinationIsRefused(Versions versions) {
    RequestChannel channel = AddressingLayer.of(versions.wsa()).channel(transport);

    assertThatThrownBy(() -> channel.send(message(versions, NOTIFY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("destination");
  }

  @Versions.Each
  void headersOfTheReplyAreRead(Versions versions) throws Exception {
    Message reply = new Service(versions).client().request(message(versions, ECHO));

    assertThat(reply.isFault()).isFalse();
    assertThat(reply.action()).contains("urn:echoResponse");
    assertThat(reply.property(MessageAddressingProperties.class).orElseThrow().relatesTo())
        .singleElement()
        .satisfies(relation -> assertThat(relation.isReply()).isTrue());
  }

  @Versions.Each
  void unrelatedReplyIsRefusedAndClosed(Versions versions) {
    AtomicBoolean closed = new AtomicBoolean();
    transport.answer =
        message ->
            new Service(versions)
                .message(HeaderBlock.of(versions.wsa().name("RelatesTo"), "urn:id:other"))
                .withResource(() -> closed.set(true));

    assertThatThrownBy(() -> channel(versions).request(message(versions, ECHO)))
        .isInstanceOf(UnrelatedReplyException.class)
        .hasMessageContaining("urn:id:other");
    assertThat(closed).isTrue();
  }

  @Versions.Each
  void replyWithoutRelationOrToTheUnspecifiedMessageIsAccepted(Versions versions) throws Exception {
    channel(versions).request(message(versions, ECHO));
    transport.answer =
        message ->
            new Service(versions)
                .message(
                    HeaderBlock.of(
                        versions.wsa().name("RelatesTo"), versions.wsa().unspecifiedMessageId()));

    assertThat(channel(versions).request(message(versions, ECHO)).isFault()).isFalse();
  }

  @Versions.Each
  void messageIdsComeFromTheConfiguredSource(Versions versions) throws Exception {
    AddressingLayer.builder(versions.wsa())
        .destination(DESTINATION)
        .messageIds(() -> "urn:id:mine")
        .build()
        .channel(transport)
        .request(message(versions, ECHO));

    assertThat(Service.properties(transport.sent.get(0), versions).messageId())
        .contains("urn:id:mine");
  }

  @Requirement("B3211")
  @Versions.Each
  void attachedFromAndFaultToAreWritten(Versions versions) throws Exception {
    MessageAddressingProperties own =
        MessageAddressingProperties.builder()
            .from(EndpointReference.of("urn:me"))
            .faultTo(EndpointReference.anonymous(versions.wsa()))
            .build();

    channel(versions).request(message(versions, ECHO));
    channel(versions)
        .request(message(versions, ECHO).withProperty(MessageAddressingProperties.class, own));

    assertThat(Service.names(transport.sent.get(0))).doesNotContain("From", "FaultTo");
    assertThat(Service.names(transport.sent.get(1)))
        .containsExactly("Action", "MessageID", "From", "ReplyTo", "FaultTo", "To");
  }
}
