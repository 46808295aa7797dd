package io.steatite.envelope.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.envelope.Body;
import io.steatite.envelope.Envelopes;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.VersionMismatchException;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.testing.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmlunit.assertj3.XmlAssert;

class MessageStackTest {
  private static final QName ECHO = new QName("urn:echo", "Echo", "e");
  private static final QName TOKEN = new QName("urn:h", "Token", "h");
  private final List<String> invoked = new ArrayList<>();

  private final Dispatcher service =
      Dispatcher.of(
          Operation.requestReply("urn:echo", this::echo).withPayload(ECHO),
          Operation.requestReply("urn:token", this::echo).withUnderstood(TOKEN),
          Operation.requestReply("urn:broken", m -> fail(new IllegalStateException("secret"))),
          Operation.requestReply("urn:refused", m -> fail(Fault.sender("No").asException())),
          Operation.oneWay("urn:notify", m -> invoked.add("notify")),
          Operation.oneWay("urn:lost", m -> fail(new IllegalStateException("secret"))));

  private Message echo(Message request) throws Exception {
    invoked.add("echo");
    return Message.of(request.version(), request.body());
  }

  private static Message fail(RuntimeException e) {
    throw e;
  }

  private RequestChannel channel(SoapVersion version) {
    TextEncoder encoder = TextEncoder.of(version);
    MessageStack stack = MessageStack.builder().dispatcher(service).encoder(encoder).build();
    return new LoopbackChannel(encoder, stack);
  }

  private static Message request(SoapVersion version, String action) {
    return Message.of(version, Body.of(ECHO, "hello")).withAction(action);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"x1-structinterpbodies-ur", "x1-procsoapmsgs-body"})
  void requestIsAnswered(SoapVersion version) throws Exception {
    try (Message reply = channel(version).request(request(version, "urn:echo"))) {
      assertThat(reply.orThrow().body().reader().getElementText()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void payloadSelectsTheOperationWithoutAction(SoapVersion version) throws Exception {
    channel(version).request(request(version, null)).orThrow().close();
    channel(version).request(request(version, "")).orThrow().close();
    assertThat(invoked).containsExactly("echo", "echo");
  }

  @Test
  void actionTakesPrecedenceOverThePayload() throws Exception {
    SoapVersion version = SoapVersion.SOAP_12;
    Message other =
        Message.of(version, Body.of(new QName("urn:x", "Other"), "")).withAction("urn:echo");
    assertThat(fault(version, other).code()).isEqualTo(FaultCode.SENDER);
    assertThat(fault(version, request(version, "urn:unknown")).code().subcodes())
        .extracting(QName::getLocalPart)
        .containsExactly("ActionNotSupported");
    assertThat(invoked).isEmpty();
  }

  private Fault fault(SoapVersion version, Message request) throws IOException {
    return channel(version).request(request).fault().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"B1111", "B2121", "B2122"})
  void mandatoryHeaderThatIsNotUnderstoodIsRefusedBeforeUserCode(SoapVersion version)
      throws Exception {
    HeaderBlock token = HeaderBlock.of(TOKEN, "t").withMustUnderstand(true);
    HeaderBlock other =
        HeaderBlock.of(new QName("urn:h", "Other", "h"), "t").withMustUnderstand(true);
    Message reply =
        channel(version)
            .request(
                request(version, "urn:echo").withHeader(token).withHeader(other).withHeader(token));
    assertThat(invoked).isEmpty();
    assertThat(reply.fault().orElseThrow().code()).isEqualTo(FaultCode.MUST_UNDERSTAND);
    if (version.explainsHeaderFaults()) {
      assertThat(reply.headers())
          .extracting(block -> block.element().resolve(block.element().attribute("", "qname")))
          .containsExactly(TOKEN, other.name());
    } else {
      assertThat(reply.headers()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("B1111")
  void headersThatAreUnderstoodOptionalOrForOtherRolesPass(SoapVersion version) throws Exception {
    HeaderBlock token = HeaderBlock.of(TOKEN, "t").withMustUnderstand(true);
    channel(version).request(request(version, "urn:token").withHeader(token)).orThrow().close();
    channel(version)
        .request(request(version, "urn:echo").withHeader(token.withRole("urn:other-node")))
        .orThrow()
        .close();
    channel(version)
        .request(request(version, "urn:echo").withHeader(token.withMustUnderstand(false)))
        .orThrow()
        .close();
    assertThat(invoked).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void mandatoryHeaderForRoleNextMustBeUnderstood(SoapVersion version) throws Exception {
    HeaderBlock next =
        HeaderBlock.of(TOKEN, "t").withMustUnderstand(true).withRole(version.nextRole());
    assertThat(fault(version, request(version, "urn:echo").withHeader(next)).code())
        .isEqualTo(FaultCode.MUST_UNDERSTAND);
  }

  @ParameterizedTest
  @EnumSource
  void faultForFailureOfUserCodeRevealsNothing(SoapVersion version) throws Exception {
    Fault fault = fault(version, request(version, "urn:broken"));
    assertThat(fault.code()).isEqualTo(FaultCode.RECEIVER);
    assertThat(fault.reason()).doesNotContain("secret").doesNotContain("Exception");
    assertThat(fault.detail()).isEmpty();
    assertThat(fault(version, request(version, "urn:refused")).reason()).isEqualTo("No");
  }

  @Test
  @Requirement("B3314")
  void oneWayMessageGetsNoFault() throws Exception {
    RequestChannel channel = channel(SoapVersion.SOAP_12);
    channel.send(request(SoapVersion.SOAP_12, "urn:notify"));
    channel.send(request(SoapVersion.SOAP_12, "urn:lost"));
    assertThat(invoked).containsExactly("notify");
    assertThatThrownBy(() -> channel.send(request(SoapVersion.SOAP_12, "urn:refused")))
        .isInstanceOf(FaultException.class);
    assertThatThrownBy(() -> channel.request(request(SoapVersion.SOAP_12, "urn:notify")))
        .isInstanceOf(TransportException.class);
  }

  @Test
  void operationIsNotInvokedAfterTheDeadline() throws Exception {
    TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12);
    MessageStack stack = MessageStack.builder().dispatcher(service).encoder(encoder).build();
    Reply reply =
        stack.handle(
            MessageExchange.of(request(SoapVersion.SOAP_12, "urn:echo"))
                .withDeadline(Deadline.after(Duration.ZERO)));
    assertThat(((Reply.OfMessage) reply).message().fault().orElseThrow().code())
        .isEqualTo(FaultCode.RECEIVER);
    assertThat(invoked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:echo", "urn:unknown"})
  void layersSeeRequestsUpwardsAndRepliesDownwards(String action) throws Exception {
    TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12);
    MessageStack stack =
        MessageStack.builder()
            .dispatcher(service)
            .layer(new Notes("upper", invoked))
            .layer(new Notes("lower", invoked))
            .encoder(encoder)
            .build();
    RequestChannel channel = stack.channel(new LoopbackChannel(encoder, stack));
    channel.request(request(SoapVersion.SOAP_12, action)).close();
    invoked.remove("echo");
    assertThat(invoked)
        .containsExactly(
            "upper sends",
            "lower sends",
            "lower in",
            "upper in",
            "upper out",
            "lower out",
            "lower receives",
            "upper receives");
    assertThat(stack.toString().lines().skip(1)).startsWith("upper", "lower");
  }

  @ParameterizedTest
  @EnumSource
  void replyWithMandatoryHeaderThatIsNotUnderstoodIsRefused(SoapVersion version) throws Exception {
    TextEncoder encoder = TextEncoder.of(version);
    HeaderBlock token = HeaderBlock.of(TOKEN, "t").withMustUnderstand(true);
    MessageStack answering =
        MessageStack.builder()
            .dispatcher(
                Dispatcher.of(
                    Operation.requestReply(
                        "urn:echo", m -> Message.of(version, Body.empty()).withHeader(token))))
            .encoder(encoder)
            .build();
    RequestChannel transport = new LoopbackChannel(encoder, answering);
    MessageStack strict = MessageStack.builder().encoder(encoder).build();
    assertThatThrownBy(() -> strict.channel(transport).request(request(version, "urn:echo")))
        .isInstanceOf(NotUnderstoodException.class)
        .hasMessageContaining("{urn:h}Token");
    MessageStack knowing = MessageStack.builder().encoder(encoder).understanding(TOKEN).build();
    knowing.channel(transport).request(request(version, "urn:echo")).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "</s:Body>", "</s:Body><s:Body/></s:Envelope>", "text</s:Body></s:Envelope>"})
  void requestWithMalformedEndIsRefusedAlthoughItsPayloadWasRead(String end) throws Exception {
    String whole =
        Envelopes.envelope(SoapVersion.SOAP_12, "", "<e:Echo xmlns:e='urn:echo'>x</e:Echo>");
    String broken = whole.replace("</s:Body></s:Envelope>", end);
    Operation reading =
        Operation.requestReply(
            "urn:echo", m -> m.reply(Body.of(ECHO, m.body().reader().getElementText())));
    MessageStack stack =
        MessageStack.builder()
            .dispatcher(Dispatcher.of(reading))
            .encoder(TextEncoder.of(SoapVersion.SOAP_12))
            .build();
    Message request = Envelopes.decode(SoapVersion.SOAP_12, broken).withAction("urn:echo");
    Reply reply = stack.handle(MessageExchange.of(request));
    assertThat(((Reply.OfMessage) reply).message().fault().orElseThrow().code())
        .isEqualTo(FaultCode.SENDER);
  }

  @Test
  @Requirement({
    "x1-envvermodel-fault",
    "x1-soapupgrade-prop",
    "x1-soapsupportedenv-prop",
    "x1-soapqnamesu-prop",
    "x1-version-soap11"
  })
  void olderVersionIsAnsweredInThatVersionWithUpgrade() throws Exception {
    TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12);
    MessageStack stack = MessageStack.builder().dispatcher(service).encoder(encoder).build();
    String old = Envelopes.envelope(SoapVersion.SOAP_11, "", "<a/>");
    VersionMismatchException mismatch =
        catchThrowableOfType(
            VersionMismatchException.class, () -> Envelopes.decode(SoapVersion.SOAP_12, old));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutgoingEntity answer = stack.encoders().encode(stack.answerTo(mismatch));
    answer.writeTo(bytes);
    assertThat(answer.mediaType().essence()).isEqualTo("text/xml");
    XmlAssert.assertThat(bytes.toString(StandardCharsets.UTF_8))
        .and(
            Envelopes.envelope(
                SoapVersion.SOAP_11,
                "<u:Upgrade xmlns:u='http://www.w3.org/2003/05/soap-envelope'>"
                    + "<u:SupportedEnvelope xmlns:v='http://www.w3.org/2003/05/soap-envelope'"
                    + " qname='v:Envelope'/></u:Upgrade>",
                "<s:Fault><faultcode>s:VersionMismatch</faultcode><faultstring xml:lang='en'>"
                    + mismatch.getMessage()
                    + "</faultstring></s:Fault>"))
        .areSimilar();
  }

  @ParameterizedTest
  @CsvSource({
    "application/soap+xml, SOAP_12",
    "text/xml, SOAP_11",
    "multipart/related;start-info=\"text/xml\", SOAP_11",
    "multipart/related;start-info=\"application/soap+xml\", SOAP_12",
    "multipart/related, SOAP_12",
  })
  void unreadableRequestIsAnsweredInTheVersionOfItsMediaType(String type, SoapVersion expected) {
    MessageStack both =
        MessageStack.builder()
            .encoder(TextEncoder.of(SoapVersion.SOAP_11))
            .alsoReading(TextEncoder.of(SoapVersion.SOAP_12))
            .build();
    MalformedMessageException failure = new MalformedMessageException("no XML");
    MediaType mediaType = MediaType.parse(type);
    assertThat(both.answerTo(failure, mediaType, () -> "test").version()).isEqualTo(expected);
    for (SoapVersion version : SoapVersion.values()) {
      MessageStack one = MessageStack.builder().encoder(TextEncoder.of(version)).build();
      assertThat(one.answerTo(failure, mediaType, () -> "test").version()).isEqualTo(version);
    }
  }

  @Test
  void upgradeListsAllVersionsOfTheStackNewestFirst() throws Exception {
    MessageStack both =
        MessageStack.builder()
            .encoder(TextEncoder.of(SoapVersion.SOAP_11))
            .alsoReading(TextEncoder.of(SoapVersion.SOAP_12))
            .build();
    VersionMismatchException mismatch =
        catchThrowableOfType(
            VersionMismatchException.class,
            () -> Envelopes.decode(SoapVersion.SOAP_12, "<Envelope xmlns='urn:other'/>"));
    Message answer = both.answerTo(mismatch, MediaType.parse("application/soap+xml"), () -> "test");
    Message received = Envelopes.decode(SoapVersion.SOAP_12, Envelopes.encode(answer));
    assertThat(received.headers().asList().get(0).element().elements())
        .extracting(supported -> supported.resolve(supported.attribute("", "qname")))
        .containsExactly(
            SoapVersion.SOAP_12.name("Envelope"), SoapVersion.SOAP_11.name("Envelope"));
  }

  @Test
  void stackWithoutDispatcherRefusesToHandleRequests() {
    MessageStack client =
        MessageStack.builder().encoder(TextEncoder.of(SoapVersion.SOAP_12)).build();
    MessageExchange exchange = MessageExchange.of(request(SoapVersion.SOAP_12, "urn:echo"));
    assertThatThrownBy(() -> client.handle(exchange))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no dispatcher");
  }

  @Test
  void faultIsNotAnsweredWithFault() throws Exception {
    Message fault = Message.of(SoapVersion.SOAP_12, Fault.sender("x")).withAction("urn:unknown");
    channel(SoapVersion.SOAP_12).send(fault);
  }

  /** A layer that records the messages that pass. */
  private record Notes(String name, List<String> notes) implements Layer {
    @Override
    public boolean understands(QName header) {
      return false;
    }

    @Override
    public MessageHandler handler(MessageHandler next) {
      return exchange -> {
        notes.add(name + " in");
        Reply reply = next.handle(exchange);
        notes.add(name + " out");
        return reply;
      };
    }

    @Override
    public RequestChannel channel(RequestChannel next) {
      return new RequestChannel() {
        @Override
        public Message request(Message request) {
          notes.add(name + " sends");
          Message reply = next.request(request);
          notes.add(name + " receives");
          return reply;
        }

        @Override
        public void send(Message message) {
          next.send(message);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
