package io.steatite.conformance.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.conformance.wire.WireTap;
import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.service.Binding;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mandatory header blocks and fault codes, as they cross a socket. */
@Timeout(30)
class MustUnderstandOnTheWireTest {
  private static final QName KNOWN = new QName("urn:h", "Known", "h");
  private static final QName PAYLOAD = new QName("urn:p", "Do", "p");
  private static final QName BREAK = new QName("urn:p", "Break", "p");
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static ServiceHost host;

  @BeforeAll
  static void start() throws IOException {
    Dispatcher operations =
        Dispatcher.of(
            Operation.requestReply(
                    "urn:p:Do",
                    request -> {
                      CALLS.incrementAndGet();
                      return request
                          .reply(Body.of(PAYLOAD, "done"))
                          .withHeader(HeaderBlock.of(KNOWN, "v").withMustUnderstand(true));
                    })
                .withPayload(PAYLOAD)
                .withUnderstood(KNOWN),
            Operation.requestReply(
                    "urn:p:Break",
                    request -> {
                      throw new IllegalStateException("inside");
                    })
                .withPayload(BREAK));
    ServiceHost.Builder builder = ServiceHost.builder();
    for (SoapVersion version : SoapVersion.values()) {
      builder.endpoint(path(version), Binding.of(version), operations);
    }
    host = builder.start();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void noCallsYet() {
    CALLS.set(0);
  }

  private static String path(SoapVersion version) {
    return "/" + version.name();
  }

  private static Received post(SoapVersion version, QName payload, String blocks)
      throws IOException {
    String xml =
        "<s:Envelope xmlns:s='%s'><s:Header>%s</s:Header><s:Body><%s xmlns='urn:p'/></s:Body></s:Envelope>"
            .formatted(version.namespace(), blocks, payload.getLocalPart());
    byte[] request =
        RawHttp.post(path(version), version.mediaType(), xml.getBytes(UTF_8), "SOAPAction: \"\"");
    return RawHttp.exchange(host.socketAddress(), request);
  }

  private static String block(String localName, String attributes) {
    return "<h:" + localName + " xmlns:h='urn:h' " + attributes + "/>";
  }

  private static String code(SoapVersion version, String name11, String name12) {
    return version == SoapVersion.SOAP_11
        ? "<faultcode>s:" + name11 + "</faultcode>"
        : "<s:Value>s:" + name12 + "</s:Value>";
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"B1111", "B2121", "B2122"})
  void whatNobodyUnderstandsKeepsTheOperationOut(SoapVersion version) throws IOException {
    Received answer =
        post(
            version,
            PAYLOAD,
            block("Known", "s:mustUnderstand='1'")
                + block("First", "s:mustUnderstand='1'")
                + block("Optional", "")
                + block("Second", "s:mustUnderstand='true'"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains(code(version, "MustUnderstand", "MustUnderstand"));
    assertThat(answer.text()).contains("First", "Second").doesNotContain("Known", "Optional");
    assertThat(answer.text().contains("s:NotUnderstood")).isEqualTo(version.explainsHeaderFaults());
    assertThat(CALLS).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("B1111")
  void whatTheOperationUnderstandsOrIsForOthersPasses(SoapVersion version) throws IOException {
    String forOthers = "s:mustUnderstand='1' s:" + version.roleAttribute() + "='urn:others'";
    Received answer =
        post(version, PAYLOAD, block("Known", "s:mustUnderstand='1'") + block("Other", forOthers));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(CALLS).hasValue(1);
  }

  static List<Arguments> spellings() {
    List<Arguments> spellings = new ArrayList<>();
    for (SoapVersion version : SoapVersion.values()) {
      for (String yes : List.of("1", "true", " 1 ", "\t true\n")) {
        spellings.add(Arguments.of(version, yes, "MustUnderstand"));
      }
      for (String no : List.of("0", "false", " 0", "false ")) {
        spellings.add(Arguments.of(version, no, ""));
      }
      for (String neither : List.of("", " ", "yes", "TRUE", "2", "1 1", "-1", "01")) {
        spellings.add(Arguments.of(version, neither, "Sender"));
      }
    }
    return spellings;
  }

  @ParameterizedTest(name = "{0}: mustUnderstand=\"{1}\" ends in [{2}]")
  @MethodSource("spellings")
  @Requirement("B1112")
  void eachSpellingOfABooleanIsTaken(SoapVersion version, String value, String fault)
      throws IOException {
    Received answer = post(version, PAYLOAD, block("Unknown", "s:mustUnderstand='" + value + "'"));
    if (fault.isEmpty()) {
      assertThat(answer.status()).isEqualTo(200);
    } else {
      String name11 = fault.equals("Sender") ? "Client" : fault;
      assertThat(answer.text()).contains(code(version, name11, fault));
    }
    assertThat(CALLS).hasValue(fault.isEmpty() ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("B1112")
  void itIsWrittenAsOneInBothDirections(SoapVersion version) throws IOException {
    Message request =
        Message.of(version, Body.of(PAYLOAD, ""))
            .withHeader(HeaderBlock.of(KNOWN, "v").withMustUnderstand(true));
    Binding binding = Binding.of(version);
    try (WireTap tap = WireTap.to(host.socketAddress());
        RequestChannel channel = binding.channel(tap.via(host.address(path(version))))) {
      // A client without code that understands the block must not go on as if nothing were.
      assertThatThrownBy(() -> channel.request(request)).hasMessageContaining("Known");
      String both = new String(tap.request(), ISO_8859_1) + new String(tap.response(), ISO_8859_1);
      assertThat(both.split(":mustUnderstand=\"1\"", -1)).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Requirement({"B2121", "B2122"})
  void whatFailsInsideIsTheReceiversDoing(SoapVersion version) throws IOException {
    Received answer = post(version, BREAK, "");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains(code(version, "Server", "Receiver"));
    assertThat(answer.text()).doesNotContain("inside", "IllegalState");
  }
}
