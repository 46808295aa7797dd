package io.steatite.conformance.addressing;

import static io.steatite.conformance.addressing.AddressedService.ECHO;
import static io.steatite.conformance.addressing.AddressedService.NOTIFY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.addressing.AddressFilter;
import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingProblem;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.MetadataSection;
import io.steatite.conformance.wire.WireTap;
import io.steatite.envelope.Body;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.testing.Requirement;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.jdk.JdkHttpSender;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** What our client writes, read off the wire. */
class ClientRulesTest {
  private static final HttpSender SENDER = JdkHttpSender.start();
  private static final QName KEY = new QName("urn:customer", "Key", "c");
  private static AddressedService service;
  private static WireTap tap;

  @BeforeAll
  static void start() throws IOException {
    service =
        AddressedService.start(
            versions ->
                AddressingLayer.builder(versions.wsa()).addressFilter(AddressFilter.any()).build());
    tap = WireTap.to(service.host().socketAddress());
  }

  @AfterAll
  static void stop() throws IOException {
    tap.close();
    SENDER.close();
    service.close();
  }

  @AfterEach
  void forget() {
    service.received().clear();
    tap.request();
    tap.response();
  }

  private static RequestChannel channel(Versions versions, EndpointReference destination) {
    MessageStack stack =
        MessageStack.builder()
            .layer(AddressingLayer.of(versions.wsa(), destination))
            .encoder(TextEncoder.of(versions.soap()))
            .build();
    URI via = tap.via(URI.create(service.address(versions)));
    return stack.channel(HttpRequestChannel.to(via, stack, SENDER));
  }

  private static EndpointReference destination(Versions versions) {
    return EndpointReference.of(service.address(versions));
  }

  private static Message message(Versions versions, String action, String text) {
    return Message.of(
            versions.soap(), Body.of(new QName(AddressedService.NAMESPACE, "echoIn", "e"), text))
        .withAction(action);
  }

  private static Message with(
      Message message, UnaryOperator<MessageAddressingProperties.Builder> properties) {
    return message.withProperty(
        MessageAddressingProperties.class,
        properties.apply(MessageAddressingProperties.builder()).build());
  }

  /** The message that the client sent last. */
  private static Message sent(Versions versions) throws IOException {
    return sniffed(tap.request(), versions);
  }

  /** The message that the service answered last. */
  private static Message answered(Versions versions) throws IOException {
    return sniffed(tap.response(), versions);
  }

  private static Message sniffed(byte[] bytes, Versions versions) throws IOException {
    String text = new String(bytes, UTF_8);
    int start = text.indexOf("<s:Envelope");
    int end = text.lastIndexOf("</s:Envelope>") + "</s:Envelope>".length();
    assertThat(start).as(text).isPositive();
    return AddressedService.message(versions.soap().mediaType(), text.substring(start, end));
  }

  private static List<String> names(Message message) {
    return message.headers().stream().map(block -> block.name().getLocalPart()).toList();
  }

  private static EndpointReference withParameters(Versions versions) throws Exception {
    return EndpointReference.builder(service.address(versions))
        .referenceProperty(XmlFragment.parse("<c:Kind xmlns:c='urn:customer'>gold</c:Kind>"))
        .build()
        .withReferenceParameter(KEY, "42");
  }

  @Requirement({"R3311", "B3221"})
  @Versions.Each
  void aOneWayMessageHasToActionAndParameters(Versions versions) throws Exception {
    try (RequestChannel channel = channel(versions, withParameters(versions))) {
      channel.send(message(versions, NOTIFY, "x"));
    }

    Message sent = sent(versions);
    assertThat(names(sent)).containsExactly("Action", "MessageID", "To", "Kind", "Key");
    assertThat(sent.headers().find(versions.wsa().name("To")).orElseThrow().text())
        .isEqualTo(service.address(versions));
    assertMarked(sent, versions);
  }

  private static void assertMarked(Message sent, Versions versions) {
    for (String name : List.of("Kind", "Key")) {
      assertThat(sent.headers().find("urn:customer", name).orElseThrow().attributes())
          .as(name)
          .hasSize(versions.is10() ? 1 : 0);
    }
  }

  @Requirement({"R3321", "R3322", "B3221"})
  @Versions.Each
  void aRequestHasToActionMessageIdReplyToAndParameters(Versions versions) throws Exception {
    try (RequestChannel channel = channel(versions, withParameters(versions));
        Message reply = channel.request(message(versions, ECHO, "x"))) {
      assertThat(reply.isFault()).isFalse();
    }

    Message sent = sent(versions);
    assertThat(names(sent)).containsExactly("Action", "MessageID", "ReplyTo", "To", "Kind", "Key");
    assertMarked(sent, versions);
    HeaderBlock replyTo = sent.headers().find(versions.wsa().name("ReplyTo")).orElseThrow();
    assertThat(EndpointReference.parse(replyTo.element(), versions.wsa()))
        .isEqualTo(EndpointReference.anonymous(versions.wsa()));
  }

  @Requirement("B3211")
  @Versions.Each
  void fromAndFaultToAreWrittenOnRequestOnly(Versions versions) throws Exception {
    try (RequestChannel channel = channel(versions, destination(versions))) {
      channel.request(message(versions, ECHO, "x")).close();
      assertThat(names(sent(versions))).doesNotContain("From", "FaultTo");

      channel
          .request(
              with(
                  message(versions, ECHO, "x"),
                  own ->
                      own.from(EndpointReference.of("urn:me"))
                          .faultTo(EndpointReference.anonymous(versions.wsa()))))
          .close();
    }

    assertThat(names(sent(versions))).contains("From", "FaultTo");
  }

  @Requirement("R3111")
  @Versions.Each
  void everythingWrittenIsOfTheOneVersion(Versions versions) throws Exception {
    try (RequestChannel channel = channel(versions, withParameters(versions))) {
      channel
          .request(
              with(
                  message(versions, ECHO, "x"),
                  own ->
                      own.from(EndpointReference.of("urn:me"))
                          .replyTo(
                              EndpointReference.anonymous(versions.wsa())
                                  .withReferenceParameter(KEY, "1"))))
          .close();
    }

    String foreign = versions.other().wsa().namespace();
    assertThat(new String(tap.request(), UTF_8))
        .contains(versions.wsa().namespace())
        .doesNotContain(foreign);
    assertThat(new String(tap.response(), UTF_8))
        .contains(versions.wsa().namespace())
        .doesNotContain(foreign);
  }

  @Requirement("R3324")
  @Versions.Each
  void aReplyHasToActionRelatesToAndParametersOfReplyTo(Versions versions) throws Exception {
    EndpointReference replyTo =
        EndpointReference.builder(versions.wsa().anonymous())
            .referenceProperty(XmlFragment.parse("<c:Kind xmlns:c='urn:customer'>gold</c:Kind>"))
            .build()
            .withReferenceParameter(KEY, "42");
    try (RequestChannel channel = channel(versions, destination(versions))) {
      channel.request(with(message(versions, ECHO, "x"), own -> own.replyTo(replyTo))).close();
    }

    String id = sent(versions).headers().find(versions.wsa().name("MessageID")).get().text();
    Message answered = answered(versions);
    assertThat(names(answered)).containsExactly("Action", "RelatesTo", "To", "Kind", "Key");
    assertThat(answered.headers().find(versions.wsa().name("RelatesTo")).get().text())
        .isEqualTo(id);
    assertMarked(answered, versions);
  }

  @Requirement({"B3121", "R3111"})
  @Versions.Each
  void aReferenceCarriesMetadataInFullOrAsAPointer(Versions versions) throws Exception {
    EndpointReference from =
        EndpointReference.builder("urn:me")
            .metadata(
                versions.wsa(),
                MetadataSection.inFull(
                    MetadataSection.POLICY,
                    XmlFragment.parse("<p:Policy xmlns:p='" + MetadataSection.POLICY + "'/>")),
                MetadataSection.atEndpoint(
                    MetadataSection.METADATA_EXCHANGE, EndpointReference.of("urn:mex")))
            .build();
    try (RequestChannel channel = channel(versions, destination(versions))) {
      channel.request(with(message(versions, ECHO, "x"), own -> own.from(from))).close();
    }

    EndpointReference received =
        service
            .received()
            .remove()
            .property(MessageAddressingProperties.class)
            .orElseThrow()
            .from()
            .orElseThrow();
    assertThat(received).isEqualTo(from);
    assertThat(MetadataSection.of(received, versions.wsa()))
        .extracting(MetadataSection::dialect)
        .containsExactly(MetadataSection.POLICY, MetadataSection.METADATA_EXCHANGE);
    assertThat(new String(tap.request(), UTF_8))
        .containsSubsequence(
            "MetadataSection", "Policy", "MetadataSection", "MetadataReference", "urn:mex");
  }

  @Versions.Each
  void whereAMessageIsSentAndWhomItIsForMayDiffer(Versions versions) throws Exception {
    EndpointReference logical = EndpointReference.of("urn:service:behind:a:gateway");
    try (RequestChannel channel = channel(versions, logical);
        Message reply = channel.request(message(versions, ECHO, "x"))) {
      assertThat(reply.isFault()).isFalse();
    }

    assertThat(sent(versions).headers().find(versions.wsa().name("To")).get().text())
        .isEqualTo(logical.address());
  }

  @Requirement({"R3411", "R3412"})
  @Versions.Each
  void theClientLearnsWhatAFaultSaysAboutAddressing(Versions versions) throws Exception {
    try (RequestChannel channel = channel(versions, destination(versions))) {
      Message fault = channel.request(message(versions, "urn:unknown", "x"));
      FaultException e = catchThrowableOfType(FaultException.class, fault::orThrow);

      AddressingProblem problem = AddressingProblem.in(e).orElseThrow();
      assertThat(problem.version()).isEqualTo(versions.wsa());
      assertThat(problem.code()).isEqualTo("ActionNotSupported");
      assertThat(problem.action().isPresent()).isEqualTo(versions.is10());
    }
  }
}
