package io.steatite.conformance.addressing;

import static io.steatite.conformance.addressing.AddressedService.ECHO;
import static io.steatite.conformance.addressing.AddressedService.MESSAGE_ID;
import static io.steatite.conformance.addressing.AddressedService.element;
import static io.steatite.conformance.addressing.AddressedService.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Whatever stands in addressing headers, the answer is an echo, nothing, or a fault that
 * WS-Addressing or SOAP defines, with addressing headers of its own; never a bare 500. Mutated at
 * random, from the same seed each time.
 */
class MutatedHeadersTest {
  private static final int ROUNDS = 250;
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "::",
          "/relative",
          "http://[::1",
          "http://h/%zz",
          "urn:uuid:",
          "mailto:a@b",
          "\u00fc\u2028\ud83d\ude00",
          "a".repeat(5_000),
          "<a:Address>u:1</a:Address>",
          "<a:Address/>",
          "<a:To>x</a:To>",
          "<c:x c:y='1'>z</c:x>",
          "<![CDATA[ http://h/ ]]>",
          "<!-- c -->",
          "<a:Metadata><a:Metadata/></a:Metadata>",
          "<a:ReferenceParameters>t<x/></a:ReferenceParameters>",
          "<a:ReferenceProperties><a:Action>x</a:Action></a:ReferenceProperties>",
          "<a:PortType>no:prefix</a:PortType><a:ServiceName PortName=''>:</a:ServiceName>");
  private static final List<String> ATTRIBUTES =
      List.of(
          " s:mustUnderstand='1'",
          " s:mustUnderstand='0'",
          " RelationshipType='x'",
          " RelationshipType='no:prefix'",
          " a:IsReferenceParameter='true'",
          " xml:id='i'",
          " c:a='b'");

  private static AddressedService service;

  @BeforeAll
  static void start() throws IOException {
    service = AddressedService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Requirement("R3412")
  @Versions.Each
  void everyAnswerIsAddressed(Versions versions) throws IOException {
    Random random = new Random(20_040_810);
    for (int i = 0; i < ROUNDS; i++) {
      String headers = mutated(versions, random);

      Received answer = service.post(versions, headers);

      switch (answer.status()) {
        case 202 -> assertThat(answer.body()).as(headers).isEmpty();
        case 200 -> assertAddressed(AddressedService.message(answer), versions, headers);
        case 500 -> assertFault(AddressedService.message(answer), versions, headers);
        default -> throw new AssertionError(answer.status() + " for " + headers);
      }
    }
  }

  private static void assertAddressed(Message message, Versions versions, String headers) {
    for (String name : List.of("Action", "RelatesTo", "To")) {
      assertThat(message.headers().findAll(versions.wsa().name(name)))
          .as(name + " of the answer to " + headers)
          .hasSize(1);
    }
  }

  private static void assertFault(Message message, Versions versions, String headers) {
    assertAddressed(message, versions, headers);
    Fault fault = message.fault().orElseThrow(() -> new AssertionError(headers));
    boolean ofAddressing =
        fault.code().subcodes().stream()
            .anyMatch(code -> code.getNamespaceURI().equals(versions.wsa().namespace()));
    assertThat(ofAddressing || fault.code().value() == FaultCode.Value.MUST_UNDERSTAND)
        .as(fault + " for " + headers)
        .isTrue();
  }

  /** The headers of a good request, a few of them changed, doubled, left out, mixed up. */
  private static String mutated(Versions versions, Random random) {
    List<String> headers = new ArrayList<>(goodHeaders(versions));
    for (int changes = 1 + random.nextInt(3); changes > 0 && !headers.isEmpty(); changes--) {
      int at = random.nextInt(headers.size());
      String header = headers.get(at);
      switch (random.nextInt(7)) {
        case 0 -> headers.remove(at);
        case 1 -> headers.add(header);
        case 2 -> headers.set(at, withText(header, pick(TEXTS, random)));
        case 3 -> headers.set(at, withAttribute(header, pick(ATTRIBUTES, random)));
        case 4 -> headers.set(at, header.replaceFirst("<a:Address>.*</a:Address>", ""));
        case 5 -> headers.set(at, withText(header, headers.get(random.nextInt(headers.size()))));
        default ->
            headers.set(
                at,
                header.replaceFirst(
                    "^<a:(\\w+)>(.*)</a:\\w+>$",
                    "<o:$1 xmlns:o='" + versions.other().wsa().namespace() + "'>$2</o:$1>"));
      }
    }
    return headers.stream().collect(Collectors.joining());
  }

  private static List<String> goodHeaders(Versions versions) {
    return List.of(
        element("Action", ECHO),
        service.to(versions),
        element("MessageID", MESSAGE_ID),
        element("RelatesTo", "urn:id:0"),
        reference("ReplyTo", versions.wsa().anonymous()),
        reference("FaultTo", versions.wsa().anonymous()),
        reference("From", "urn:from"));
  }

  /** Unless it has that one: what is no XML has no headers. */
  private static String withAttribute(String header, String attribute) {
    String name = attribute.substring(0, attribute.indexOf('=') + 1);
    return header.substring(0, header.indexOf('>')).contains(name)
        ? header
        : header.replaceFirst(">", attribute + ">");
  }

  private static String withText(String header, String text) {
    return header.replaceFirst("(?s)^(<[^>]*>).*(</[^>]*>)$", "$1")
        + text
        + header.replaceFirst("(?s)^.*(</[^>]*>)$", "$1");
  }

  private static String pick(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
