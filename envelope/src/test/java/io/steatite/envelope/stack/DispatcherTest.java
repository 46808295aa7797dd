package io.steatite.envelope.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.testing.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DispatcherTest {
  private static final QName A = new QName("urn:p", "A");
  private static final QName B = new QName("urn:p", "B");
  private static final QName C = new QName("urn:p", "C");
  private static final QName AUDIT = new QName("urn:h", "Audit", "h");
  private static final QName SECRET = new QName("urn:h", "Secret", "h");
  private static final SoapNode RELAY = SoapNode.intermediary("urn:relay");

  private static Operation.RequestReply saying(String text) {
    return request -> request.reply(Body.of(A, text));
  }

  private static RequestChannel channel(SoapVersion version, Dispatcher dispatcher) {
    TextEncoder encoder = TextEncoder.of(version);
    return new LoopbackChannel(
        encoder, MessageStack.builder().dispatcher(dispatcher).encoder(encoder).build());
  }

  private static String answer(Dispatcher dispatcher, @Nullable String action, QName payload)
      throws Exception {
    Message request = Message.of(SoapVersion.SOAP_11, Body.of(payload, "")).withAction(action);
    try (Message reply = channel(SoapVersion.SOAP_11, dispatcher).request(request)) {
      return reply.orThrow().body().reader().getElementText();
    }
  }

  @Test
  void payloadAloneSelectsAnOperation() throws Exception {
    Dispatcher service =
        Dispatcher.of(
            Operation.requestReply(A, saying("by payload")),
            Operation.requestReply("urn:b", saying("by action")).withPayload(B));
    assertThat(answer(service, null, A)).isEqualTo("by payload");
    assertThat(answer(service, "", A)).isEqualTo("by payload");
    assertThat(answer(service, "urn:whatever", A)).isEqualTo("by payload");
    assertThat(answer(service, null, B)).isEqualTo("by action");
    assertThatThrownBy(() -> answer(service, "urn:whatever", B))
        .hasMessageContaining("No operation here for action urn:whatever");
  }

  @Test
  void operationForAnyOtherMessageComesLast() throws Exception {
    Dispatcher service =
        Dispatcher.of(
            Operation.requestReply(saying("other")),
            Operation.requestReply("urn:a", saying("by action")),
            Operation.requestReply(B, saying("by payload")));
    assertThat(answer(service, "urn:a", C)).isEqualTo("by action");
    assertThat(answer(service, "urn:x", B)).isEqualTo("by payload");
    assertThat(answer(service, "urn:x", C)).isEqualTo("other");
    assertThat(answer(service, null, C)).isEqualTo("other");
  }

  @Test
  void oneWayOperationsAreSelectedTheSameWay() throws Exception {
    List<String> taken = new ArrayList<>();
    Dispatcher service =
        Dispatcher.of(
            Operation.oneWay(A, message -> taken.add("by payload")),
            Operation.oneWay(message -> taken.add("other")));
    RequestChannel channel = channel(SoapVersion.SOAP_12, service);
    channel.send(Message.of(SoapVersion.SOAP_12, Body.of(A, "")));
    channel.send(Message.of(SoapVersion.SOAP_12, Body.of(B, "")));
    assertThat(taken).containsExactly("by payload", "other");
  }

  @Test
  void ambiguousOperationsAreRefusedWithWhatTheyShare() {
    Operation byAction = Operation.requestReply("urn:a", saying(""));
    Operation byPayload = Operation.requestReply(A, saying(""));
    Operation other = Operation.requestReply(saying(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dispatcher.of(byAction, byAction))
        .withMessage("Two operations have the action urn:a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dispatcher.of(byPayload, byAction.withPayload(A)))
        .withMessage("Two operations have the payload {urn:p}A");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dispatcher.of(other, Operation.oneWay(message -> {})))
        .withMessage("Two operations take any other message");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Operation.requestReply("", saying("")))
        .withMessageContaining("An action must not be empty");
    assertThat(Dispatcher.of(byAction, byPayload, other))
        .hasToString("dispatcher [urn:a, {urn:p}A, any other message]");
  }

  @ParameterizedTest
  @EnumSource
  void operationSeesItsNode(SoapVersion version) throws Exception {
    SoapNode node = SoapNode.ULTIMATE_RECEIVER.playing("urn:audit");
    Dispatcher service =
        Dispatcher.of(
                Operation.requestReply(
                    A,
                    request ->
                        request.reply(
                            Body.of(
                                A,
                                request.node()
                                    + ": "
                                    + request.headers().find(AUDIT).orElseThrow().text()))))
            .withNode(node);
    Message request =
        Message.of(version, Body.of(A, ""))
            .withHeader(HeaderBlock.of(AUDIT, "theirs").withRole("urn:other"))
            .withHeader(HeaderBlock.of(AUDIT, "ours").withRole("urn:audit"));
    try (Message reply = channel(version, service).request(request)) {
      assertThat(reply.orThrow().body().reader().getElementText()).isEqualTo(node + ": ours");
    }
  }

  /** An intermediary in front of a service that answers with a block for the next node. */
  private static RequestChannel relay(SoapVersion version, List<String> audited) {
    Dispatcher service =
        Dispatcher.of(
            Operation.requestReply(
                request ->
                    request
                        .reply(Body.of(A, request.headers().toString()))
                        .withHeader(HeaderBlock.of(AUDIT, "").withRole(version.nextRole()))));
    RequestChannel next = channel(version, service);
    Operation forward =
        Operation.forwarding(
                (received, message) -> {
                  received.headers().targeted().forEach(block -> audited.add(block.text()));
                  return Optional.of(next.request(message));
                })
            .withUnderstood(AUDIT);
    return channel(version, Dispatcher.of(forward).withNode(RELAY));
  }

  private static HeaderBlock audit(SoapVersion version) {
    return HeaderBlock.of(AUDIT, "seen").withRole(version.nextRole()).withMustUnderstand(true);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("x1-forwardinter-behavior")
  void relayRemovesItsBlocksBothWays(SoapVersion version) throws Exception {
    List<String> audited = new ArrayList<>();
    Message request =
        Message.of(version, Body.of(A, "hello"))
            .withHeader(audit(version))
            .withHeader(HeaderBlock.of(SECRET, "").withMustUnderstand(false));
    try (Message reply = relay(version, audited).request(request)) {
      assertThat(reply.headers()).isEmpty();
      assertThat(reply.body().reader().getElementText()).isEqualTo("[{urn:h}Secret]");
    }
    assertThat(audited).containsExactly("seen");
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("x1-faultactorelement-intermediaries")
  void relayRefusesMandatoryBlocksItDoesNotUnderstand(SoapVersion version) throws Exception {
    HeaderBlock secret =
        HeaderBlock.of(SECRET, "").withRole(version.nextRole()).withMustUnderstand(true);
    Message request = Message.of(version, Body.of(A, "")).withHeader(secret);
    try (Message reply = relay(version, new ArrayList<>()).request(request)) {
      Fault fault = reply.fault().orElseThrow();
      assertThat(fault.code()).isEqualTo(FaultCode.MUST_UNDERSTAND);
      assertThat(fault.node().or(fault::role)).contains("urn:relay");
    }
  }

  @Test
  void relayAcceptsWhatTheNextNodeAccepts() {
    Operation forward = Operation.forwarding((received, message) -> Optional.empty());
    channel(SoapVersion.SOAP_12, Dispatcher.of(forward).withNode(RELAY))
        .send(Message.of(SoapVersion.SOAP_12, Body.of(A, "")));
    assertThat(forward.isOneWay()).isFalse();
  }
}
