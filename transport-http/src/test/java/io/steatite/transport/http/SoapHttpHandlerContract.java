package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.envelope.SoapVersion.SOAP_12;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.testing.CapturedLog;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.Requirement;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SOAP over HTTP as clients of a server see it, on a socket. Each engine inherits this. */
abstract class SoapHttpHandlerContract {
  private static final String ITEM = "<t:item xmlns:t='urn:test'>Grüße</t:item>";
  private static final String ECHO_11 =
      "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"urn:test:echo\"\r\n";

  private final EchoService service = new EchoService();
  private @Nullable HttpServer server;

  abstract HttpEngine engine();

  private void start(SoapHttpHandler handler) throws IOException {
    server = engine().start(HttpRouter.empty().route("/service", handler));
  }

  private void start(SoapVersion version) throws IOException {
    start(SoapHttpHandler.of(service.stack(version)));
  }

  private Received answerTo(String request) throws IOException {
    try (RawHttp client = RawHttp.connect(server.port())) {
      return client.send(request).receive();
    }
  }

  private Received answerTo(String fields, String body) throws IOException {
    try (RawHttp client = RawHttp.connect(server.port())) {
      return client.post(fields, body).receive();
    }
  }

  private static String fields(SoapVersion version, String action) {
    return version == SOAP_11
        ? "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"" + action + "\"\r\n"
        : "Content-Type: application/soap+xml; charset=utf-8; action=\"" + action + "\"\r\n";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("B2211")
  void aReplyIsA200OfTheSameVersion(SoapVersion version) throws IOException {
    start(version);
    Received response =
        answerTo(fields(version, "urn:test:echo"), EchoService.envelope(version, ITEM));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).contains(version.namespace(), "Grüße");
    assertThat(response.field("Content-Length"))
        .isEqualTo(Integer.toString(response.body().length));
    assertThat(response.fields()).doesNotContainKeys("SOAPAction", "MIME-Version", "Location");
  }

  @Test
  void aReplyHasNoActionParameter() throws IOException {
    start(SOAP_12);
    Received response =
        answerTo(fields(SOAP_12, "urn:test:echo"), EchoService.envelope(SOAP_12, ITEM));
    assertThat(response.field("Content-Type")).isEqualTo("application/soap+xml; charset=utf-8");
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R3313")
  void aOneWayMessageIsAcceptedWithAnEmpty202(SoapVersion version) throws Exception {
    start(version);
    Received response =
        answerTo(fields(version, "urn:test:tell"), EchoService.envelope(version, ITEM));
    assertThat(response.status()).isEqualTo(202);
    assertThat(response.field("Content-Length")).isEqualTo("0");
    assertThat(response.fields()).doesNotContainKey("Content-Type");
    assertThat(service.told.poll(10, TimeUnit.SECONDS)).isEqualTo("Grüße");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/xml; charset=\"\"|The charset \"\" of text/xml is unknown.",
        "text/xml; charset='x'|The charset \"'x'\" of text/xml is unknown.",
        "text/html|The request is text/html; Content-Type must be text/xml.",
        "text/xml;x|expected '=' at position 10 of \"text/xml;x\"; Content-Type must be text/xml.",
        "a/b\\r\\nContent-Type: text/xml|2 Content-Type fields; Content-Type must be text/xml."
      })
  void aRefusedMediaTypeIsNamed(String found, String explanation) throws IOException {
    start(SOAP_11);
    Received response =
        answerTo(
            "Content-Type: " + found.replace("\\r\\n", "\r\n") + "\r\n",
            EchoService.envelope(SOAP_11, ITEM));
    assertThat(response.status()).isEqualTo(415);
    assertThat(response.text()).contains(explanation);
  }

  @Test
  void aRefusedMediaTypeIsRepeatedClipped() throws IOException {
    start(SOAP_11);
    String fields = "Content-Type: a/<" + "b>".repeat(500) + "\r\n";
    assertThat(answerTo(fields, EchoService.envelope(SOAP_11, ITEM)).text())
        .contains("\"a/<b>b>", "...\";")
        .hasSizeLessThan(400);
  }

  @Test
  void aMissingMediaTypeIsNamed() throws IOException {
    start(SOAP_11);
    assertThat(answerTo("", EchoService.envelope(SOAP_11, ITEM)).text())
        .isEqualTo("The request has 0 Content-Type fields; Content-Type must be text/xml.");
  }

  @Test
  void aCharsetInSingleQuotesIsRead() throws IOException {
    start(SOAP_11);
    String fields = "Content-Type: text/xml; charset='utf-8'\r\nSOAPAction: \"urn:test:echo\"\r\n";
    assertThat(answerTo(fields, EchoService.envelope(SOAP_11, ITEM)).text()).contains("Grüße");
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultIsA500(SoapVersion version) throws IOException {
    start(version);
    Received response =
        answerTo(fields(version, "urn:test:sender-fault"), EchoService.envelope(version, ITEM));
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.field("Content-Type")).startsWith(version.mediaType());
    assertThat(response.text()).contains(version.namespace(), "Not like that");
  }

  @Test
  void aSenderFaultOfSoap12CanBeThe400OfTheSpecification() throws IOException {
    start(SoapHttpHandler.of(service.stack(SOAP_12)).withFaultStatus(FaultStatus.SENDER_400));
    String envelope = EchoService.envelope(SOAP_12, ITEM);
    assertThat(answerTo(fields(SOAP_12, "urn:test:sender-fault"), envelope).status())
        .isEqualTo(400);
    assertThat(answerTo(fields(SOAP_12, "urn:test:fails"), envelope).status()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body></s:Envelope>",
        "<!DOCTYPE a><s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>",
        "<s:Envelope xmlns:s='urn:other'><s:Body/></s:Envelope>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>",
        "no envelope"
      })
  void whatIsNoEnvelopeIsAnsweredWithAFaultOfTheEndpoint(String body) throws IOException {
    start(SOAP_11);
    Received response = answerTo(ECHO_11, body);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.field("Content-Type")).isEqualTo("text/xml; charset=utf-8");
    assertThat(response.text()).contains("Fault", "faultcode", SOAP_11.namespace());
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:test:fails", "urn:test:breaks-early"})
  void whatGoesWrongInsideStaysInside(String action) throws IOException {
    start(SOAP_11);
    Received response = answerTo(fields(SOAP_11, action), EchoService.envelope(SOAP_11, ITEM));
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).contains("Fault").doesNotContain("secret", "Exception", "java");
  }

  @Test
  void aReplyThatStreamsOutOfABrokenRequestBlamesTheSender() throws IOException {
    start(SOAP_11);
    String broken = EchoService.envelope(SOAP_11, ITEM).replace("</t:item>", "</t:other>");
    Received response = answerTo(fields(SOAP_11, "urn:test:stream"), broken);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).contains("faultcode>s:Client<");
  }

  @Test
  void aReplyThatStreamsOutOfSomethingElseBrokenBlamesNobody() throws IOException {
    start(SOAP_11);
    Received response =
        answerTo(fields(SOAP_11, "urn:test:foreign"), EchoService.envelope(SOAP_11, ITEM));
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).contains("faultcode>s:Server<").doesNotContain("secret");
  }

  @Test
  void aReplyThatFailsLateBreaksTheConnection() throws IOException {
    start(SOAP_11);
    assertThatThrownBy(
            () ->
                answerTo(
                    fields(SOAP_11, "urn:test:breaks-late"), EchoService.envelope(SOAP_11, ITEM)))
        .isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
  void onlyPostIsServed(String method) throws IOException {
    start(SOAP_11);
    Received response = answerTo(method + " /service HTTP/1.1\r\nHost: test\r\n\r\n");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.field("Allow")).isEqualTo("POST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 0\r\n\r\n",
        "\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void noBodyIsABadRequest(String rest) throws IOException {
    start(SOAP_11);
    Received response = answerTo("POST /service HTTP/1.1\r\nHost: test\r\n" + ECHO_11 + rest);
    assertThat(response.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Type: text/plain\r\n",
        "Content-Type: application/soap+xml\r\n",
        "Content-Type: application/json\r\n",
        "Content-Type: evil\r\n",
        "Content-Type: text/xml; charset=none-such\r\n",
        "Content-Type: text/xml, text/xml\r\n",
        "Content-Type: text/xml\r\nContent-Type: text/xml\r\n"
      })
  void anotherMediaTypeIsRefused(String fields) throws IOException {
    start(SOAP_11);
    Received response = answerTo(fields, EchoService.envelope(SOAP_11, ITEM));
    assertThat(response.status()).isEqualTo(415);
    assertThat(response.field("Content-Type")).startsWith("text/plain");
    assertThat(response.text()).contains("text/xml");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"urn:test:echo\"'",
    "urn:test:echo",
    "'\"urn%3Atest:echo\"'",
    "'  \"urn:test:echo\" '"
  })
  void theActionIsReadLiberally(String field) throws IOException {
    start(SOAP_11);
    Received response =
        answerTo(
            "Content-Type: text/xml\r\nSOAPAction: " + field + "\r\n",
            EchoService.envelope(SOAP_11, ITEM));
    assertThat(response.status()).isEqualTo(200);
  }

  @Test
  void twoActionsAreABadRequest() throws IOException {
    start(SOAP_11);
    Received response =
        answerTo(ECHO_11 + "SOAPAction: \"b\"\r\n", EchoService.envelope(SOAP_11, ITEM));
    assertThat(response.status()).isEqualTo(400);
  }

  @Test
  void aSoapActionIsNoActionOfSoap12() throws IOException {
    start(SOAP_12);
    Received response =
        answerTo(
            "Content-Type: application/soap+xml\r\nSOAPAction: \"urn:test:echo\"\r\n",
            EchoService.envelope(SOAP_12, ITEM));
    assertThat(response.status()).isEqualTo(500);
  }

  @Test
  void anAnnouncedBodyOverTheLimitIsRefusedUnread() throws IOException {
    HttpLimits limits = limitedTo(1000);
    server =
        engine()
            .start(
                SoapHttpHandler.of(service.stack(SOAP_11)).withLimits(limits),
                ServerSettings.builder().limits(limits).build());
    Received response =
        answerTo(
            "POST /service HTTP/1.1\r\nHost: test\r\nContent-Length: 1001\r\n" + ECHO_11 + "\r\n");
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.text()).contains("1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:test:echo", "urn:test:stream", "urn:test:tell"})
  void aChunkedBodyOverTheLimitIsRefusedWhereverItIsRead(String action) throws IOException {
    start(SoapHttpHandler.of(service.stack(SOAP_11)).withLimits(limitedTo(5000)));
    Received response = answerTo(chunked(action, 6000));
    assertThat(response.status()).isEqualTo(413);
    assertThat(answerTo(chunked(action, 4000)).status()).isLessThan(300);
  }

  @Test
  void twoLengthsAreRefused() throws IOException {
    start(SOAP_11);
    String envelope = EchoService.envelope(SOAP_11, ITEM);
    Received response = answerTo("Transfer-Encoding: chunked\r\n" + ECHO_11, envelope);
    assertThat(response.status()).isEqualTo(400);
    response = answerTo("Content-Length: 1\r\n" + ECHO_11, envelope);
    assertThat(response.status()).isEqualTo(400);
  }

  private static HttpLimits limitedTo(long body) {
    return HttpLimits.builder().body(body).build();
  }

  private static String chunked(String action, int textLength) {
    String body =
        EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>" + "x".repeat(textLength))
            .replace("</s:Body>", "</t:item></s:Body>");
    return "POST /service HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"
        .formatted(fields(SOAP_11, action), body.length(), body);
  }

  @Test
  void aLargeReplyIsChunked() throws Exception {
    start(SOAP_11);
    Received response =
        answerTo(
            fields(SOAP_11, "urn:test:large"),
            EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>10000</t:item>"));
    assertThat(response.field("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(response.fields()).doesNotContainKey("Content-Length");
    assertThat(response.body().length).isGreaterThan(1_000_000);
  }

  @Test
  void aLargeReplyThatKnowsItsLengthIsNotChunked() throws Exception {
    MessageEncoder sized = new ReshapingEncoder(TextEncoder.of(SOAP_11), true);
    start(SoapHttpHandler.of(service.stack(sized)));
    Received response =
        answerTo(
            fields(SOAP_11, "urn:test:large"),
            EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>10000</t:item>"));
    assertThat(response.fields()).doesNotContainKey("Transfer-Encoding");
    assertThat(response.field("Content-Length"))
        .isEqualTo(Integer.toString(response.body().length));
    assertThat(response.body().length).isGreaterThan(1_000_000);
  }

  @Test
  void aConnectionServesManyRequests() throws IOException {
    start(SOAP_11);
    try (RawHttp client = RawHttp.connect(server.port())) {
      for (int i = 0; i < 5; i++) {
        client.post(ECHO_11, EchoService.envelope(SOAP_11, ITEM));
        assertThat(client.receive().status()).isEqualTo(200);
        client.post("Content-Type: text/plain\r\n", "x");
        assertThat(client.receive().status()).isEqualTo(415);
      }
    }
  }

  @Test
  void aClientThatWaitsFor100IsToldToContinue() throws IOException {
    start(SOAP_11);
    String envelope = EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'/>");
    try (RawHttp client = RawHttp.connect(server.port())) {
      client.send(
          "POST /service HTTP/1.1\r\nHost: test\r\nExpect: 100-continue\r\nContent-Length: %d\r\n%s\r\n"
              .formatted(envelope.length(), ECHO_11));
      assertThat(client.receive().status()).isEqualTo(100);
      assertThat(client.send(envelope).receive().status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatLeavesInTheMiddleHarmsNobody() throws IOException {
    start(SOAP_11);
    try (RawHttp client = RawHttp.connect(server.port())) {
      client.send(
          "POST /service HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n"
              + ECHO_11
              + "\r\n<s:Envelope");
    }
    assertThat(answerTo(ECHO_11, EchoService.envelope(SOAP_11, ITEM)).status()).isEqualTo(200);
  }

  @Test
  void aClientThatStopsInTheMiddleIsDisconnectedAtTheDeadline() throws IOException {
    HttpLimits limits = HttpLimits.builder().receiving(Duration.ofMillis(300)).build();
    server =
        engine()
            .start(
                SoapHttpHandler.of(service.stack(SOAP_11)).withLimits(limits),
                ServerSettings.builder().limits(limits).build());
    try (RawHttp client = RawHttp.connect(server.port())) {
      client.send(
          "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n"
              + ECHO_11
              + "\r\n<s:Envelope");
      assertThat(statusOrCut(client)).isIn(408, 0);
      assertThat(client.isClosed()).isTrue();
    }
  }

  private enum Unread {
    NOT_FOUND("/nowhere", "text/xml", "urn:test:echo", 404),
    WRONG_MEDIA_TYPE("/service", "text/plain", "urn:test:echo", 415),
    UNKNOWN_ACTION("/service", "text/xml", "urn:test:unknown", 500),
    FAILING("/service", "text/xml", "urn:test:fails", 500),
    IGNORED("/service", "text/xml", "urn:test:ignores", 200),
    ONE_WAY("/service", "text/xml", "urn:test:tell", 202);

    private final String path;
    private final String mediaType;
    private final String action;
    private final int status;

    Unread(String path, String mediaType, String action, int status) {
      this.path = path;
      this.mediaType = mediaType;
      this.action = action;
      this.status = status;
    }

    byte[] request(int size, boolean chunked) {
      String start = "<t:item xmlns:t='urn:test'>told</t:item><more>";
      String envelope =
          EchoService.envelope(SOAP_11, start + "x".repeat(size) + "</more>")
              .replace(start, start.replace("<more>", "").replace("</t:item>", "") + "<more>")
              .replace("</more>", "</more></t:item>");
      String length =
          chunked
              ? "Transfer-Encoding: chunked\r\n"
              : "Content-Length: " + envelope.length() + "\r\n";
      String head =
          "POST %s HTTP/1.1\r\nHost: h\r\nContent-Type: %s\r\nSOAPAction: \"%s\"\r\n%s\r\n"
              .formatted(path, mediaType, action, length);
      String body =
          chunked ? "%x\r\n%s\r\n0\r\n\r\n".formatted(envelope.length(), envelope) : envelope;
      return (head + body).getBytes(UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswerArrivesHoweverLittleOfTheRequestWasRead(Unread unread) throws IOException {
    start(SOAP_11);
    for (int size : new int[] {300_000, 5_000_000}) {
      byte[] request = unread.request(size, false);
      byte[] chunked = unread.request(size, true);
      int calls = size > 1_000_000 ? 3 : 20;
      RawHttp client = RawHttp.connect(server.port());
      for (int i = 0; i < calls; i++) {
        Received response = client.send(i % 2 == 0 ? request : chunked).receive();
        assertThat(response.status()).isEqualTo(unread.status);
        if ("close".equals(response.field("Connection"))) {
          assertThat(client.isClosed()).isTrue();
          client = RawHttp.connect(server.port());
        }
      }
      client.close();
    }
  }

  @Test
  void anOperationThatTakesTooLongIsInterruptedAndAnsweredWithAFaultThatSaysSo()
      throws IOException {
    HttpLimits limits = HttpLimits.builder().processing(Duration.ofMillis(300)).build();
    start(SoapHttpHandler.of(service.stack(SOAP_11)).withLimits(limits));
    try (CapturedLog log = new CapturedLog();
        RawHttp client = RawHttp.connect(server.port())) {
      String envelope = EchoService.envelope(SOAP_11, ITEM);
      Received late = client.post(fields(SOAP_11, "urn:test:sleeps"), envelope).receive();
      assertThat(late.status()).isEqualTo(500);
      assertThat(late.text())
          .contains("faultcode>s:Server<", "did not finish within HttpLimits.processing");
      assertThat(log.texts(Level.WARNING))
          .anySatisfy(
              text -> assertThat(text).contains("POST /service", "HttpLimits.processing = 300 ms"));
      assertThat(client.post(ECHO_11, envelope).receive().status()).isEqualTo(200);
    }
  }

  /** 0 for a connection that was cut. */
  private static int statusOrCut(RawHttp client) throws IOException {
    try {
      return client.receive().status();
    } catch (EOFException | SocketException cut) {
      return 0;
    }
  }
}
