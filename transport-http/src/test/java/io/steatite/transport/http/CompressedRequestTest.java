package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.RepeatedInputStream;
import io.steatite.transport.http.jetty.JettyHttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service and content codings, seen from a socket. */
@Timeout(60)
class CompressedRequestTest {
  private static final String ENVELOPE =
      EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>Grüße</t:item>");

  private final EchoService service = new EchoService();
  private HttpServer server;

  private SoapHttpHandler handler() {
    return SoapHttpHandler.of(service.stack(SOAP_11));
  }

  private void start(SoapHttpHandler handler) throws IOException {
    server = JettyHttpServer.ENGINE.start(handler);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Received answerTo(String fields, byte[] body) throws IOException {
    return answerTo("echo", fields, body);
  }

  private Received answerTo(String operation, String fields, byte[] body) throws IOException {
    try (RawHttp client = RawHttp.connect(server.port())) {
      String head = "Content-Type: text/xml\r\nSOAPAction: \"urn:test:%s\"\r\n";
      return client.post(head.formatted(operation) + fields, body).receive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GZIP, gzip",
    "GZIP, x-gzip",
    "GZIP, GZIP",
    "GZIP, 'gzip, identity'",
    "ZLIB, deflate",
    "RAW, deflate"
  })
  void aCompressedRequestIsRead(Zipped zipped, String coding) throws IOException {
    start(handler());
    Received response = answerTo("Content-Encoding: " + coding + "\r\n", zipped.bytes(ENVELOPE));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).contains("Grüße");
    assertThat(response.fields()).doesNotContainKey("Content-Encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Encoding: br\r\n",
        "Content-Encoding: evil\r\n",
        "Content-Encoding: gzip, gzip\r\n",
        "Content-Encoding: gzip\r\nContent-Encoding: deflate\r\n"
      })
  void anotherCodingIsRefusedAndNotRepeated(String fields) throws IOException {
    start(handler());
    Received response = answerTo(fields, Zipped.GZIP.bytes(ENVELOPE));
    assertThat(response.status()).isEqualTo(415);
    assertThat(response.field("Accept-Encoding")).isEqualTo("gzip, deflate");
    assertThat(response.text()).contains("gzip, deflate").doesNotContain("evil", "br");
  }

  @Test
  void whatIsCompressedTwiceUnderOneNameIsNoEnvelope() throws IOException {
    start(handler());
    byte[] twice = Zipped.GZIP.bytes(new ByteArrayInputStream(Zipped.GZIP.bytes(ENVELOPE)));
    Received response = answerTo("Content-Encoding: gzip\r\n", twice);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).contains("Client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "stream", "tell"})
  void whatIsNotWhatItsFieldSaysIsABadRequest(String operation) throws IOException {
    start(handler());
    byte[] whole = Zipped.GZIP.bytes(ENVELOPE);
    byte[] wrongSum = whole.clone();
    wrongSum[whole.length - 6] ^= 1;
    for (byte[] broken :
        new byte[][] {
          ENVELOPE.getBytes(UTF_8),
          {31},
          wrongSum,
          Arrays.copyOf(whole, whole.length - 1),
          Arrays.copyOf(whole, whole.length / 2)
        }) {
      Received response = answerTo(operation, "Content-Encoding: gzip\r\n", broken);
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.text()).doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "count", "tell"})
  void aBombIsRefusedWhereverItGoesOff(String operation) throws IOException {
    start(handler());
    for (Zipped zipped : Zipped.values()) {
      String coding = zipped == Zipped.GZIP ? "gzip" : "deflate";
      Received response =
          answerTo(operation, "Content-Encoding: " + coding + "\r\n", zipped.bytes(bomb(" ")));
      assertThat(response.status()).isEqualTo(413);
      assertThat(response.text()).contains("HttpLimits.decodedRatio = 200");
    }
  }

  @Test
  void aBombThatGoesOffInAReplyOnItsWayBreaksTheConnection() throws IOException {
    start(handler());
    assertThatThrownBy(
            () -> answerTo("stream", "Content-Encoding: gzip\r\n", Zipped.GZIP.bytes(bomb(" "))))
        .isInstanceOf(IOException.class);
  }

  /** 64 MiB of one piece. */
  private static InputStream bomb(String piece) {
    String[] around = ENVELOPE.split("Grüße");
    return new RepeatedInputStream(
        around[0], piece.repeat((1 << 12) / piece.length()), 1 << 14, around[1]);
  }

  @Test
  void aSlowBombMeetsTheLimitOnBytes() throws IOException {
    HttpLimits limits = HttpLimits.builder().decodedRatio(2000).decodedBody(1 << 22).build();
    start(handler().withLimits(limits));
    Received response =
        answerTo("tell", "Content-Encoding: gzip\r\n", Zipped.GZIP.bytes(bomb("a")));
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.text()).contains("HttpLimits.decodedBody = 4194304");
  }

  @Test
  void theLimitOnTheBodyIsOneOnWhatTravels() throws IOException {
    byte[] body = Zipped.GZIP.bytes(ENVELOPE);
    start(handler().withLimits(HttpLimits.builder().body(body.length).build()));
    assertThat(answerTo("Content-Encoding: gzip\r\n", body).status()).isEqualTo(200);
    assertThat(answerTo("", ENVELOPE.getBytes(UTF_8)).status())
        .isEqualTo(ENVELOPE.getBytes(UTF_8).length > body.length ? 413 : 200);
  }

  @Test
  void aReplyIsCompressedForWhoWantsItWhereThatIsSwitchedOn() throws Exception {
    byte[] request = ENVELOPE.getBytes(UTF_8);
    start(handler().withCompressedReplies(true));
    Received response = answerTo("Accept-Encoding: deflate, gzip\r\n", request);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.field("Content-Encoding")).isEqualTo("gzip");
    assertThat(Zipped.unzipped(response.body())).contains("Grüße");
    for (String fields : new String[] {"", "Accept-Encoding: gzip;q=0, *\r\n"}) {
      response = answerTo(fields, request);
      assertThat(response.fields()).doesNotContainKey("Content-Encoding");
      assertThat(response.text()).contains("Grüße");
    }
    response = answerTo("tell", "Accept-Encoding: gzip\r\n", request);
    assertThat(response.status()).isEqualTo(202);
    assertThat(response.fields()).doesNotContainKey("Content-Encoding");
    assertThat(service.told.poll(10, TimeUnit.SECONDS)).isEqualTo("Grüße");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sender-fault", "breaks-early"})
  void aFaultIsCompressedLikeAnyReply(String operation) throws IOException {
    start(handler().withCompressedReplies(true));
    Received response = answerTo(operation, "Accept-Encoding: gzip\r\n", ENVELOPE.getBytes(UTF_8));
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.field("Content-Encoding")).isEqualTo("gzip");
    assertThat(Zipped.unzipped(response.body())).contains("Fault>").doesNotContain("<i>");
  }

  @ParameterizedTest
  @EnumSource(names = "GZIP")
  void aLargeReplyIsCompressedWhileItIsSent(Zipped zipped) throws IOException {
    start(handler().withCompressedReplies(true));
    byte[] request =
        zipped.bytes(EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>200000</t:item>"));
    Received response =
        answerTo("large", "Content-Encoding: gzip\r\nAccept-Encoding: gzip\r\n", request);
    assertThat(response.field("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(Zipped.unzipped(response.body()))
        .endsWith("Envelope>")
        .hasSizeGreaterThan(20_000_000);
  }

  @Test
  void aRefusalIsNeverCompressed() throws IOException {
    start(handler().withCompressedReplies(true));
    Received response =
        answerTo("Accept-Encoding: gzip\r\nContent-Encoding: br\r\n", new byte[] {1});
    assertThat(response.status()).isEqualTo(415);
    assertThat(response.text()).contains("Content-Encoding must be");
  }
}
