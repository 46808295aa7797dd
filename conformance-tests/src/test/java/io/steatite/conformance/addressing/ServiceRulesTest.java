package io.steatite.conformance.addressing;

import static io.steatite.conformance.addressing.AddressedService.ECHO;
import static io.steatite.conformance.addressing.AddressedService.MESSAGE_ID;
import static io.steatite.conformance.addressing.AddressedService.NOTIFY;
import static io.steatite.conformance.addressing.AddressedService.element;
import static io.steatite.conformance.addressing.AddressedService.reference;
import static io.steatite.conformance.addressing.MessageAssert.assertAccepted;
import static io.steatite.conformance.addressing.MessageAssert.assertThatAnswer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.ReplyAddressPolicy;
import io.steatite.envelope.Body;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** What our service makes of requests, in bytes and out of bytes. */
class ServiceRulesTest {
  private static final String ELSEWHERE = "http://192.0.2.1/";
  private static final String PARAMETERS =
      "<a:ReferenceParameters><c:Key>42</c:Key></a:ReferenceParameters>";
  private static AddressedService service;

  @BeforeAll
  static void start() throws IOException {
    service = AddressedService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void forget() {
    service.received().clear();
  }

  private static MessageAddressingProperties received() throws InterruptedException {
    Message message = service.received().poll(20, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    return message.property(MessageAddressingProperties.class).orElseThrow();
  }

  @Requirement("B3312")
  @Versions.Each
  void oneWayHeadersForRepliesReachTheApplicationAndNothingElse(Versions versions)
      throws Exception {
    String headers =
        element("Action", NOTIFY)
            + service.to(versions)
            + element("MessageID", MESSAGE_ID)
            + reference("ReplyTo", ELSEWHERE, PARAMETERS)
            + reference("FaultTo", "mailto:a@b.example");

    assertAccepted(service.post(versions, headers));

    MessageAddressingProperties properties = received();
    assertThat(properties.messageId()).contains(MESSAGE_ID);
    assertThat(properties.replyTo().orElseThrow().address()).isEqualTo(ELSEWHERE);
    assertThat(properties.replyTo().orElseThrow().referenceParameters()).hasSize(1);
    assertThat(properties.faultTo().orElseThrow().address()).isEqualTo("mailto:a@b.example");
  }

  @Requirement("R3313")
  @Versions.Each
  void nothingToSayIsAnEmpty202(Versions versions) throws Exception {
    assertAccepted(service.post(versions, element("Action", NOTIFY) + service.to(versions)));

    Received answer = service.post(versions, element("Action", NOTIFY) + service.to(versions));
    assertThat(answer.fields().getOrDefault("content-length", "0")).isEqualTo("0");
  }

  @Requirement("B3314")
  @Versions.Each
  void nothingThatIsWrongWithAOneWayMessageIsToldToItsSender(Versions versions) throws Exception {
    String action = element("Action", NOTIFY);
    String to = service.to(versions);
    String unknown = "<c:Unknown s:mustUnderstand='1'/>";

    assertAccepted(service.post(versions, action + to + to));
    assertAccepted(service.post(versions, action + element("To", "urn:not:here")));
    assertAccepted(service.post(versions, action + to + unknown));
    assertAccepted(service.post(versions, action + to + element("From", "")));

    assertThat(service.received()).isEmpty();
  }

  @Requirement("R3321")
  @Versions.Each
  void aRequestWithoutMessageIdIsRefused(Versions versions) throws Exception {
    assertThatAnswer(
            service.post(versions, service.good(versions, ECHO, "MessageID")), 500, versions)
        .isRequired("MessageID")
        .relatesTo(versions.wsa().unspecifiedMessageId());
  }

  @Requirement({"R3322", "R3323"})
  @Versions.Each
  void withoutReplyToTheAnonymousAddressIsMeantExceptIn200408(Versions versions) throws Exception {
    Received answer = service.post(versions, service.good(versions, ECHO, "ReplyTo"));

    if (versions.is10()) {
      assertThatAnswer(answer, 200, versions)
          .hasHeader("To", versions.wsa().anonymous())
          .relatesTo(MESSAGE_ID)
          .isEchoOf("hello");
    } else {
      assertThatAnswer(answer, 500, versions).isRequired("ReplyTo");
    }
  }

  @Requirement({"R3324", "B3221"})
  @Versions.Each
  void aReplyHasToActionRelatesToAndAllParameters(Versions versions) throws Exception {
    String properties =
        versions.is10()
            ? ""
            : "<a:ReferenceProperties><c:Kind>gold</c:Kind></a:ReferenceProperties>";
    String headers =
        service.good(versions, ECHO, "ReplyTo")
            + reference("ReplyTo", versions.wsa().anonymous(), properties, PARAMETERS);

    MessageAssert reply = assertThatAnswer(service.post(versions, headers), 200, versions);

    reply
        .hasHeader("To", versions.wsa().anonymous())
        .hasAction(AddressedService.ECHO_OUT)
        .relatesTo(MESSAGE_ID)
        .hasParameter(new QName("http://example.org/customer", "Key"), "42");
    if (!versions.is10()) {
      reply.hasParameter(new QName("http://example.org/customer", "Kind"), "gold");
    }
  }

  @Requirement("B3211")
  @Versions.Each
  void faultToAndFromTakeEffect(Versions versions) throws Exception {
    String headers =
        service.good(versions, ECHO)
            + reference("FaultTo", versions.wsa().anonymous(), PARAMETERS)
            + reference("From", "urn:somebody");

    assertThatAnswer(service.post(versions, headers, ""), 500, versions)
        .isFault(FaultCode.Value.SENDER, AddressedService.EMPTY)
        .hasParameter(new QName("http://example.org/customer", "Key"), "42");

    assertThat(received().from().map(EndpointReference::address)).contains("urn:somebody");
  }

  @Requirement({"R3411", "R3412"})
  @Versions.Each
  void whereNobodyListensIsUnreachable(Versions versions) throws Exception {
    String to = service.host().address("/elsewhere").toString();

    assertThatAnswer(
            service.post(versions, service.good(versions, ECHO, "To") + element("To", to)),
            500,
            versions)
        .isUnreachable(to)
        .relatesTo(MESSAGE_ID);
    assertThat(service.received()).isEmpty();
  }

  @Versions.Each
  void aReplyToElsewhereIsRefusedWithTheNameOfItsHeader(Versions versions) throws Exception {
    for (String name : new String[] {"ReplyTo", "FaultTo"}) {
      String headers = service.good(versions, ECHO, name) + reference(name, ELSEWHERE, PARAMETERS);

      assertThatAnswer(service.post(versions, headers), 500, versions)
          .isInvalidHeader("OnlyAnonymousAddressSupported", name)
          .hasNoHeader(new QName("http://example.org/customer", "Key"))
          .relatesTo(MESSAGE_ID);
    }
    assertThat(service.received()).isEmpty();
  }

  @Requirement({"R3411", "R3412"})
  @Versions.Each
  void anUnknownActionIsNotSupported(Versions versions) throws Exception {
    assertThatAnswer(service.post(versions, service.good(versions, "urn:unknown")), 500, versions)
        .isUnsupportedAction("urn:unknown")
        .relatesTo(MESSAGE_ID);
  }

  @Requirement("R3412")
  @Versions.Each
  void aRequestThatNobodyHasTimeForMayComeAgain(Versions versions) throws Exception {
    try (AddressedService busy =
        AddressedService.start(
            each ->
                AddressingLayer.builder(each.wsa())
                    .decoupledReplies(
                        address -> Optional.of(new Unused()),
                        task -> {
                          throw new RejectedExecutionException("busy");
                        })
                    .build())) {
      Received answer =
          busy.post(
              versions, busy.good(versions, ECHO, "ReplyTo") + reference("ReplyTo", ELSEWHERE));

      assertThatAnswer(answer, 500, versions)
          .isFault(FaultCode.Value.RECEIVER, versions.wsa().name("EndpointUnavailable"))
          .hasAction(versions.wsa().faultAction())
          .relatesTo(MESSAGE_ID);
      assertThat(answer.text().contains("<a:RetryAfter"))
          .isEqualTo(versions.is10() || !versions.isSoap11());
      assertThat(busy.received()).isEmpty();
    }
  }

  /** Where nothing is ever sent. */
  private record Unused() implements RequestChannel {
    @Override
    public Message request(Message request) {
      throw new AssertionError("nothing should be sent");
    }

    @Override
    public void send(Message message) {
      throw new AssertionError("nothing should be sent");
    }

    @Override
    public void close() {}
  }

  @Requirement("R3111")
  @Versions.Each
  void aReferenceOfAnotherVersionIsNone(Versions versions) throws Exception {
    String address =
        "<o:Address xmlns:o='%s'>%s</o:Address>"
            .formatted(versions.other().wsa().namespace(), versions.wsa().anonymous());

    for (String name : new String[] {"ReplyTo", "FaultTo", "From"}) {
      assertThatAnswer(
              service.post(versions, service.good(versions, ECHO, name) + element(name, address)),
              500,
              versions)
          .isInvalidHeader("MissingAddressInEPR", name);
    }
  }

  @Requirement("R3111")
  @Versions.Each
  void aReferenceOfAnotherVersionInTheBodyIsTheSendersFault(Versions versions) throws Exception {
    Operation take =
        Operation.requestReply(
            ECHO,
            request -> {
              EndpointReference.read(request.body().reader(), versions.wsa());
              return request.reply(Body.empty());
            });
    MessageStack stack =
        MessageStack.builder()
            .dispatcher(Dispatcher.of(take))
            .layer(AddressingLayer.of(versions.wsa()))
            .encoder(TextEncoder.of(versions.soap()))
            .build();
    try (ServiceHost host = ServiceHost.builder().endpoint(versions.path(), stack).start()) {
      for (AddressingVersion written : AddressingVersion.values()) {
        String envelope =
            AddressedService.envelope(
                    versions,
                    service.good(versions, ECHO),
                    "<b:Address xmlns:b='" + written.namespace() + "'>urn:x</b:Address>")
                .replace(service.address(versions), host.address(versions.path()).toString());
        Received answer =
            RawHttp.exchange(
                host.socketAddress(),
                RawHttp.post(
                    versions.path(), versions.soap().mediaType(), envelope.getBytes(UTF_8)));

        if (written == versions.wsa()) {
          assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        } else {
          assertThatAnswer(answer, 500, versions)
              .isFault(FaultCode.Value.SENDER)
              .relatesTo(MESSAGE_ID);
          assertThat(answer.text()).contains("R3111");
        }
      }
    }
  }

  @Requirement("R3514")
  @Versions.Each
  void anEndpointMayTakeOtherThanTheAnonymousAddressOnly(Versions versions) throws Exception {
    try (AddressedService strict = withPolicy(ReplyAddressPolicy.NON_ANONYMOUS)) {
      assertThatAnswer(strict.post(versions, strict.good(versions, ECHO)), 500, versions)
          .isInvalidHeader("OnlyNonAnonymousAddressSupported", "ReplyTo");
      MessageAssert missing =
          assertThatAnswer(
              strict.post(versions, strict.good(versions, ECHO, "ReplyTo")), 500, versions);
      if (versions.is10()) {
        missing.isInvalidHeader("OnlyNonAnonymousAddressSupported", "ReplyTo");
      } else {
        missing.isRequired("ReplyTo");
      }
      assertThat(strict.received()).isEmpty();
    }
  }

  @Requirement({"R3515", "R3516"})
  @Versions.Each
  void anEndpointMayTakeTheAnonymousAddressOnly(Versions versions) throws Exception {
    try (AddressedService strict = withPolicy(ReplyAddressPolicy.ANONYMOUS)) {
      assertThatAnswer(strict.post(versions, strict.good(versions, ECHO)), 200, versions)
          .isEchoOf("hello");
      for (String name : new String[] {"ReplyTo", "FaultTo"}) {
        assertThatAnswer(
                strict.post(
                    versions, strict.good(versions, ECHO, name) + reference(name, ELSEWHERE)),
                500,
                versions)
            .isInvalidHeader("OnlyAnonymousAddressSupported", name);
      }
      Received without = strict.post(versions, strict.good(versions, ECHO, "ReplyTo"));
      if (versions.is10()) {
        assertThatAnswer(without, 200, versions).isEchoOf("hello");
      } else {
        assertThatAnswer(without, 500, versions).isRequired("ReplyTo");
      }
    }
  }

  private static AddressedService withPolicy(ReplyAddressPolicy policy) throws IOException {
    return AddressedService.start(
        versions -> AddressingLayer.builder(versions.wsa()).replyAddresses(policy).build());
  }
}
