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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.steatite.addressing.AddressingLayer;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every header in every way that is wrong, for every pair of versions, with the exact fault. The
 * endpoints would let replies leave to addresses of example.org, and to no others: whoever asked
 * for another way would fail the test.
 */
class HeaderMatrixTest {
  private static final List<String> REPLY_REFERENCES = List.of("ReplyTo", "FaultTo");
  private static final List<String> REFERENCES = List.of("From", "ReplyTo", "FaultTo");
  private static final String HUGE = "http://example.com/" + "x".repeat(50_000);

  private static AddressedService service;
  private static AddressedService both;

  @BeforeAll
  static void start() throws IOException {
    service =
        AddressedService.start(
            versions ->
                AddressingLayer.builder(versions.wsa())
                    .decoupledReplies(HeaderMatrixTest::way, Runnable::run)
                    .build());
    both =
        AddressedService.start(
            versions -> AddressingLayer.of(versions.wsa(), versions.other().wsa()));
  }

  /** No way leads anywhere; of what may not even be asked for nobody asks. */
  private static Optional<RequestChannel> way(String address) {
    assertThat(address).matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
    return Optional.empty();
  }

  @AfterAll
  static void stop() {
    service.close();
    both.close();
  }

  private static Stream<Arguments> each(List<String> names) {
    return Versions.all().flatMap(v -> names.stream().map(name -> arguments(v, name)));
  }

  static Stream<Arguments> headers() {
    return each(List.of("To", "Action", "MessageID", "RelatesTo", "From", "ReplyTo", "FaultTo"));
  }

  static Stream<Arguments> iris() {
    return each(List.of("To", "Action", "MessageID", "RelatesTo"));
  }

  static Stream<Arguments> references() {
    return each(REFERENCES);
  }

  private static MessageAssert fault(Versions versions, String headers) throws IOException {
    return assertThatAnswer(service.post(versions, headers), 500, versions);
  }

  /** The headers of a good request, with this one instead of one of the same name. */
  private static String with(Versions versions, String name, String header) {
    return service.good(versions, ECHO, name) + header;
  }

  /** A good header of that name. */
  private static String good(Versions versions, String name) {
    return switch (name) {
      case "To" -> service.to(versions);
      case "Action" -> element(name, ECHO);
      case "MessageID", "RelatesTo" -> element(name, MESSAGE_ID);
      default -> reference(name, versions.wsa().anonymous());
    };
  }

  @ParameterizedTest(name = "{0}: two {1}")
  @MethodSource("headers")
  @Requirement("R3412")
  void twice(Versions versions, String name) throws IOException {
    String header = good(versions, name);

    fault(versions, with(versions, name, header + header))
        .isInvalidHeader("InvalidCardinality", name);
    assertThat(service.received()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: no {1}")
  @MethodSource("headers")
  @Requirement("R3412")
  void missing(Versions versions, String name) throws Exception {
    Received answer = service.post(versions, service.good(versions, ECHO, name));

    boolean required =
        List.of("Action", "MessageID").contains(name)
            || (!versions.is10() && List.of("To", "ReplyTo").contains(name));
    if (required) {
      assertThatAnswer(answer, 500, versions).isRequired(name);
    } else {
      assertThatAnswer(answer, 200, versions).isEchoOf("hello");
    }
    service.received().clear();
  }

  @ParameterizedTest(name = "{0}: {1} without a value")
  @MethodSource("iris")
  void emptyIri(Versions versions, String name) throws IOException {
    for (String empty : List.of("", " \n\t", "<!-- -->", "<c:x/>", "http://h/<c:x/>")) {
      MessageAssert fault = fault(versions, with(versions, name, element(name, empty)));
      if (name.equals("To")) {
        fault.isInvalidHeader("InvalidAddress", name);
      } else {
        isInvalidWithoutSubsubcode(fault, versions, name);
      }
    }
  }

  private static void isInvalidWithoutSubsubcode(
      MessageAssert fault, Versions versions, String name) {
    if (versions.is10()) {
      fault
          .isAddressingFault("InvalidAddressingHeader")
          .hasProblemHeader(versions.wsa().name(name));
    } else {
      fault.isAddressingFault("InvalidMessageInformationHeader");
    }
  }

  @Versions.Each
  void toMustBeAbsolute(Versions versions) throws IOException {
    for (String to : List.of("echo", "/echo", "//h/echo", "?x", "#x", "http://h/a b", "x y:z")) {
      fault(versions, with(versions, "To", element("To", to)))
          .isInvalidHeader("InvalidAddress", "To");
    }
  }

  @ParameterizedTest(name = "{0}: {1} without an address")
  @MethodSource("references")
  void referenceWithoutAddress(Versions versions, String name) throws IOException {
    for (String content : List.of("", " ", "text", "<c:Address>urn:x</c:Address>")) {
      fault(versions, with(versions, name, element(name, content)))
          .isInvalidHeader("MissingAddressInEPR", name);
    }
  }

  @ParameterizedTest(name = "{0}: {1} with an address that is none")
  @MethodSource("references")
  void referenceWithBadAddress(Versions versions, String name) throws IOException {
    for (String address : List.of("", " ", "echo", "/echo", "//h/echo", "a b", "<c:x/>")) {
      fault(versions, with(versions, name, reference(name, address)))
          .isInvalidHeader("InvalidAddress", name);
    }
    fault(versions, with(versions, name, reference(name, "u:1", element("Address", "u:2"))))
        .isInvalidHeader("InvalidEPR", name);
  }

  /** SEC-21: nothing is ever sent to an address only because it stands in a header. */
  @Requirement({"R3411", "R3412"})
  @Versions.Each
  void unknownSchemes(Versions versions) throws Exception {
    for (String address :
        List.of(
            "mailto:a@b.example",
            "jms:queue:x?y=z",
            "ldap://192.0.2.1/cn=x",
            "rmi://192.0.2.1:1099/x",
            "file:///etc/passwd",
            "jar:file:///x.jar!/y",
            "ftp://192.0.2.1/",
            "gopher://192.0.2.1/",
            "javascript:alert(1)",
            "data:text/plain,x",
            "unix:/var/run/docker.sock",
            "http://169.254.169.254/latest/meta-data",
            "http://[::1]:22/",
            "http://localhost@192.0.2.1/",
            HUGE)) {
      for (String name : REPLY_REFERENCES) {
        fault(versions, with(versions, name, reference(name, address))).isUnreachable(address);
      }
      fault(versions, with(versions, "To", element("To", address))).isUnreachable(address);
      assertThat(service.received()).isEmpty();
      assertThatAnswer(
              service.post(versions, with(versions, "From", reference("From", address))),
              200,
              versions)
          .isEchoOf("hello");
      service.received().clear();
    }
  }

  @Versions.Each
  void faultsQuoteNoMoreThanALogCanHold(Versions versions) throws IOException {
    for (String headers :
        List.of(
            with(versions, "To", element("To", HUGE)),
            with(versions, "Action", element("Action", HUGE)),
            with(versions, "ReplyTo", reference("ReplyTo", HUGE)))) {
      Received answer = service.post(versions, headers);

      assertThat(AddressedService.message(answer).fault().orElseThrow().reason())
          .hasSizeLessThan(600);
    }
  }

  /** Parameters become headers of replies, where nobody may speak in our name. */
  @Versions.Each
  void smuggledHeaders(Versions versions) throws IOException {
    String security =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    for (String smuggled :
        List.of(
            element("Action", "urn:mine"),
            element("To", "urn:mine"),
            "<o:RelatesTo xmlns:o='" + versions.other().wsa().namespace() + "'>x</o:RelatesTo>",
            "<w:Security xmlns:w='" + security + "'/>",
            "<s:Body/>",
            "<none/>")) {
      for (String name : REPLY_REFERENCES) {
        String parameters = element("ReferenceParameters", smuggled);

        fault(
                versions,
                with(versions, name, reference(name, versions.wsa().anonymous(), parameters)))
            .isInvalidHeader("InvalidEPR", name);
      }
    }
    assertThat(service.received()).isEmpty();
  }

  @Versions.Each
  void referenceParametersAreAllEchoed(Versions versions) throws IOException {
    String parameters = element("ReferenceParameters", "<c:p/>".repeat(50));
    String replyTo = reference("ReplyTo", versions.wsa().anonymous(), parameters);

    Received answer = service.post(versions, with(versions, "ReplyTo", replyTo));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(AddressedService.message(answer).headers().size()).isEqualTo(53);
    service.received().clear();
  }

  private static String inOther(Versions versions, String headers) {
    return headers
        .replace("<a:", "<o:")
        .replace("</a:", "</o:")
        .replaceAll("<o:(\\w+)>", "<o:$1 xmlns:o='" + versions.other().wsa().namespace() + "'>");
  }

  @Versions.Each
  void bothVersionsAtOnce(Versions versions) throws Exception {
    String headers = service.good(versions, ECHO);
    String mixed = headers + inOther(versions, element("To", service.address(versions)));

    assertThatAnswer(service.post(versions, mixed), 200, versions).isEchoOf("hello");
    fault(versions, mixed.replace("<o:To ", "<o:To s:mustUnderstand='1' "))
        .isFault(FaultCode.Value.MUST_UNDERSTAND)
        .hasAction(versions.wsa().soapFaultAction());

    String here = both.address(versions);
    MessageAssert fault =
        assertThatAnswer(
            both.post(versions, mixed.replace(service.address(versions), here)), 500, versions);
    if (versions.is10()) {
      fault
          .isAddressingFault("InvalidAddressingHeader")
          .hasProblemHeader(versions.other().wsa().name("To"));
    } else {
      fault.isAddressingFault("InvalidMessageInformationHeader");
    }
    assertAccepted(
        both.post(versions, mixed.replace(service.address(versions), here).replace(ECHO, NOTIFY)));
    assertThat(both.received()).isEmpty();
    service.received().clear();
  }

  @Requirement("R3111")
  @Versions.Each
  void theOtherVersion(Versions versions) throws Exception {
    String other =
        inOther(versions, service.good(versions, ECHO))
            .replace(versions.wsa().anonymous(), versions.other().wsa().anonymous());

    fault(versions, other).isRequired("Action");
    fault(versions, other.replace("xmlns:o", "s:mustUnderstand='1' xmlns:o")).isRequired("Action");
    assertThatAnswer(
            both.post(versions, other.replace(service.address(versions), both.address(versions))),
            200,
            versions.other())
        .relatesTo(MESSAGE_ID)
        .isEchoOf("hello");
    both.received().clear();
  }

  @Requirement({"R2222", "R3412"})
  @Versions.Each
  void theActionOfTheTransport(Versions versions) throws Exception {
    String headers = service.good(versions, ECHO);

    Received mismatch =
        versions.isSoap11()
            ? service.post(versions, headers, "hello", "SOAPAction: \"" + NOTIFY + '"')
            : RawHttp.exchange(
                service.host().socketAddress(),
                RawHttp.post(
                    versions.path(),
                    "application/soap+xml; action=\"" + NOTIFY + '"',
                    AddressedService.envelope(versions, headers, "hello").getBytes(UTF_8)));

    assertThatAnswer(mismatch, 500, versions).isInvalidHeader("ActionMismatch", "Action");
    assertThat(service.received()).isEmpty();
  }
}
