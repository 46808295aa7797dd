package io.steatite.conformance.addressing;

import static io.steatite.conformance.addressing.AddressedService.ECHO;
import static io.steatite.conformance.addressing.AddressedService.MESSAGE_ID;
import static io.steatite.conformance.addressing.MessageAssert.assertThatAnswer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.addressing.AddressFilter;
import io.steatite.addressing.AddressingLayer;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Endpoints with addressing off, optional and required, and requests with it and without. */
class EndpointModesTest {
  private static final String OFF = "/off";
  private static final String OPTIONAL = "/optional";
  private static final String REQUIRED = "/required";
  private static AddressedService words;
  private static ServiceHost host;

  @BeforeAll
  static void start() throws IOException {
    words = AddressedService.start();
    ServiceHost.Builder builder = ServiceHost.builder();
    for (Versions versions : Versions.all().toList()) {
      AddressingLayer.Builder layer =
          AddressingLayer.builder(versions.wsa()).addressFilter(AddressFilter.any());
      builder
          .endpoint(versions.path() + OFF, stack(versions).build())
          .endpoint(
              versions.path() + OPTIONAL,
              stack(versions).layer(layer.required(false).build()).build())
          .endpoint(
              versions.path() + REQUIRED,
              stack(versions).layer(layer.required(true).build()).build());
    }
    host = builder.start();
  }

  private static MessageStack.Builder stack(Versions versions) {
    return MessageStack.builder()
        .dispatcher(
            Dispatcher.of(
                Operation.requestReply(ECHO, request -> request.reply(request.body().buffer()))))
        .encoder(TextEncoder.of(versions.soap()));
  }

  @AfterAll
  static void stop() {
    host.close();
    words.close();
  }

  /** What an endpoint answers; the action is told to the transport as well. */
  private static Received post(Versions versions, String mode, String headers) throws IOException {
    String type = versions.soap().mediaType();
    byte[] envelope = AddressedService.envelope(versions, headers, "hello").getBytes(UTF_8);
    String path = versions.path() + mode;
    byte[] request =
        versions.isSoap11()
            ? RawHttp.post(path, type, envelope, "SOAPAction: \"" + ECHO + '"')
            : RawHttp.post(path, type + "; action=\"" + ECHO + '"', envelope);
    return RawHttp.exchange(host.socketAddress(), request);
  }

  /** All headers, as WCF marks two of them. */
  private static String addressed(Versions versions) {
    return words
        .good(versions, ECHO)
        .replace("<a:Action>", "<a:Action s:mustUnderstand='1'>")
        .replace("<a:To>", "<a:To s:mustUnderstand='1'>");
  }

  @Versions.Each
  void offIgnoresWhatIsNotMandatoryAndNamesWhatIs(Versions versions) throws IOException {
    Received plain = post(versions, OFF, "");
    Received ignored = post(versions, OFF, words.good(versions, ECHO));
    Received refused = post(versions, OFF, addressed(versions));

    for (Received answer : List.of(plain, ignored)) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(AddressedService.message(answer).headers()).isEmpty();
    }
    Message fault = AddressedService.message(refused);
    assertThat(refused.status()).isEqualTo(500);
    assertThat(fault.fault().orElseThrow().code()).isEqualTo(FaultCode.MUST_UNDERSTAND);
    assertThat(fault.fault().orElseThrow().reason())
        .contains(versions.wsa().name("Action").toString())
        .contains(versions.wsa().name("To").toString());
    assertThat(fault.headers())
        .extracting(HeaderBlock::name)
        .allMatch(versions.soap().name("NotUnderstood")::equals)
        .hasSize(versions.isSoap11() ? 0 : 2);
  }

  @Versions.Each
  void optionalAnswersInKind(Versions versions) throws Exception {
    Received plain = post(versions, OPTIONAL, "");

    assertThat(plain.status()).isEqualTo(200);
    assertThat(AddressedService.message(plain).headers()).isEmpty();
    assertThatAnswer(post(versions, OPTIONAL, addressed(versions)), 200, versions)
        .relatesTo(MESSAGE_ID)
        .hasAction(ECHO + "Response");
    assertThatAnswer(
            post(versions, OPTIONAL, AddressedService.element("MessageID", MESSAGE_ID)),
            500,
            versions)
        .isRequired("Action");
  }

  @Requirement("R3412")
  @Versions.Each
  void requiredRefusesWhatHasNone(Versions versions) throws Exception {
    assertThatAnswer(post(versions, REQUIRED, ""), 500, versions)
        .isRequired("Action")
        .relatesTo(versions.wsa().unspecifiedMessageId());
    assertThatAnswer(post(versions, REQUIRED, addressed(versions)), 200, versions)
        .relatesTo(MESSAGE_ID);
  }
}
