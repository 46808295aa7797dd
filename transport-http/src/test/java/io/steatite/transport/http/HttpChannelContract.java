package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.envelope.SoapVersion.SOAP_12;
import static io.steatite.transport.http.EchoService.request;
import static io.steatite.transport.http.EchoService.text;
import static io.steatite.transport.http.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.LimitExceededException;
import io.steatite.envelope.Body;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.DeadlineExceededException;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.stack.TransportException;
import io.steatite.testing.RawHttp;
import io.steatite.testing.Requirement;
import io.steatite.transport.http.jdk.JdkHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every sender must do for the channel on it; each adapter inherits this. */
abstract class HttpChannelContract {
  private static final String OK_11 =
      response("200 OK", "Content-Type: text/xml\r\n", item(SOAP_11));

  private final EchoService service = new EchoService();
  private HttpSender sender;

  abstract HttpSender start(HttpLimits limits, boolean cookies);

  /** Whether it can be switched on that cookies are returned. */
  boolean canTakeCookies() {
    return true;
  }

  @BeforeEach
  void startSender() {
    sender = start(HttpLimits.DEFAULT, false);
  }

  @AfterEach
  void closeSender() {
    sender.close();
  }

  private static String item(SoapVersion version) {
    return EchoService.envelope(version, "<t:item xmlns:t='urn:test'>hello</t:item>");
  }

  private JdkHttpServer serve(SoapVersion version) throws IOException {
    return JdkHttpServer.start(SoapHttpHandler.of(service.stack(version)));
  }

  private HttpRequestChannel channel(URI uri, SoapVersion version) {
    return HttpRequestChannel.to(uri, EchoService.client(version), sender);
  }

  private static HttpLimits limitedTo(long body) {
    return HttpLimits.builder().body(body).build();
  }

  @ParameterizedTest
  @EnumSource
  void aRequestGetsItsReply(SoapVersion version) throws Exception {
    try (JdkHttpServer server = serve(version);
        RequestChannel channel = channel(server.uri("/"), version);
        Message reply = channel.request(request(version, "urn:test:echo", "Grüße"))) {
      assertThat(reply.version()).isEqualTo(version);
      assertThat(text(reply)).isEqualTo("Grüße");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFaultIsAReply(SoapVersion version) throws Exception {
    try (JdkHttpServer server = serve(version);
        RequestChannel channel = channel(server.uri("/"), version);
        Message reply = channel.request(request(version, "urn:test:sender-fault", ""))) {
      assertThat(reply.fault().orElseThrow().reason()).isEqualTo("Not like that");
    }
  }

  @Test
  void aFaultMayComeWithTheStatusOfTheSpecification() throws Exception {
    SoapHttpHandler handler =
        SoapHttpHandler.of(service.stack(SOAP_12)).withFaultStatus(FaultStatus.SENDER_400);
    try (JdkHttpServer server = JdkHttpServer.start(handler);
        RequestChannel channel = channel(server.uri("/"), SOAP_12);
        Message reply = channel.request(request(SOAP_12, "urn:test:sender-fault", ""))) {
      assertThat(reply.isFault()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Requirement("R3313")
  void aOneWayMessageIsAccepted(SoapVersion version) throws Exception {
    try (JdkHttpServer server = serve(version);
        RequestChannel channel = channel(server.uri("/"), version)) {
      channel.send(request(version, "urn:test:tell", "news"));
      assertThat(service.told.poll(10, TimeUnit.SECONDS)).isEqualTo("news");
      assertThatThrownBy(() -> channel.send(request(version, "urn:test:sender-fault", "")))
          .isInstanceOf(FaultException.class);
    }
  }

  @Test
  void noReplyWhereOneIsWantedIsAnError() throws Exception {
    try (JdkHttpServer server = serve(SOAP_11);
        RequestChannel channel = channel(server.uri("/"), SOAP_11)) {
      HttpStatusException e =
          catchThrowableOfType(
              HttpStatusException.class,
              () -> channel.request(request(SOAP_11, "urn:test:tell", "news")));
      assertThat(e.status()).isEqualTo(202);
      assertThat(e).hasMessageContaining("no reply");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 OK\r\nContent-Type: text/html\r\nContent-Length: 0",
        "202 Accepted\r\nContent-Length: 0",
        "204 No Content",
        "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0"
      })
  void anyEmptySuccessAcceptsAOneWayMessage(String head) throws Exception {
    try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 " + head + "\r\n\r\n");
        RequestChannel channel = channel(server.uri(), SOAP_11)) {
      channel.send(request(SOAP_11, "urn:a", ""));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aSoap11RequestHasAlwaysAnActionInQuotes() throws Exception {
    try (ScriptedServer server = ScriptedServer.answering(OK_11, OK_11, OK_11, OK_11);
        HttpRequestChannel channel = channel(server.uri(), SOAP_11)) {
      channel.request(request(SOAP_11, "urn:a+b%c d", "")).close();
      channel.withEscapedAction(true).request(request(SOAP_11, "urn:a+b%c", "")).close();
      channel.request(request(SOAP_11, "", "")).close();
      channel.request(request(SOAP_11, null, "")).close();
      assertThat(server.requests())
          .extracting(r -> r.field("SOAPAction"))
          .containsExactly("\"urn:a+b%c d\"", "\"urn:a%2Bb%25c\"", "\"\"", "\"\"");
    }
  }

  @Test
  void aSoap12RequestHasItsActionInTheMediaTypeOnly() throws Exception {
    String ok = response("200 OK", "Content-Type: application/soap+xml\r\n", item(SOAP_12));
    try (ScriptedServer server = ScriptedServer.answering(ok);
        RequestChannel channel = channel(server.uri(), SOAP_12)) {
      channel.request(request(SOAP_12, "urn:a", "")).close();
      assertThat(server.requests().get(0).fields())
          .containsEntry("Content-Type", "application/soap+xml; charset=utf-8; action=\"urn:a\"")
          .doesNotContainKey("SOAPAction");
    }
  }

  @Test
  void aRequestSaysWhatItIsAndAsksForNothing() throws Exception {
    try (ScriptedServer server = ScriptedServer.answering(OK_11);
        RequestChannel channel = channel(server.uri(), SOAP_11)) {
      HttpFields own = HttpFields.of("X-Own", "yes");
      channel.request(request(SOAP_11, "urn:a", "").withProperty(HttpFields.class, own)).close();
      RawHttp.Received request = server.requests().get(0);
      assertThat(request.startLine()).isEqualTo("POST /service HTTP/1.1");
      assertThat(request.fields())
          .containsEntry("Content-Type", "text/xml; charset=utf-8")
          .containsEntry("Content-Length", Integer.toString(request.body().length))
          .containsEntry("X-Own", "yes")
          .doesNotContainKeys("Accept-Encoding", "Cookie", "Expect", "Upgrade");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"301 Moved", "302 Found", "307 Temporary Redirect"})
  @Requirement("B2211")
  void redirectsAreNotFollowed(String status) throws Exception {
    try (ScriptedServer elsewhere = ScriptedServer.answering(OK_11);
        ScriptedServer server =
            ScriptedServer.answering(
                response(status, "Location: " + elsewhere.uri() + "\r\n", ""));
        RequestChannel channel = channel(server.uri(), SOAP_11)) {
      assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")))
          .isInstanceOf(HttpStatusException.class)
          .hasMessageContaining(status.substring(0, 3))
          .hasMessageContaining("Redirects are not followed");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Requirement("B2212")
  void cookiesAreReturnedIfSwitchedOn(boolean cookies) throws Exception {
    String setting =
        response("200 OK", "Content-Type: text/xml\r\nSet-Cookie: a=b\r\n", item(SOAP_11));
    try (ScriptedServer server = ScriptedServer.answering(setting, OK_11);
        HttpSender own = start(HttpLimits.DEFAULT, cookies);
        RequestChannel channel =
            HttpRequestChannel.to(server.uri(), EchoService.client(SOAP_11), own)) {
      channel.request(request(SOAP_11, "urn:a", "")).close();
      channel.request(request(SOAP_11, "urn:a", "")).close();
      assertThat(server.requests().get(1).field("Cookie"))
          .isEqualTo(cookies && canTakeCookies() ? "a=b" : null);
    }
  }

  @Test
  void anErrorPageIsNamedAndQuoted() throws Exception {
    String page = "<html>\n" + "Sorry. ".repeat(1000) + "</html>";
    for (String status : List.of("200 OK", "500 Oops", "404 Not Found", "503 Busy")) {
      try (ScriptedServer server =
              ScriptedServer.answering(response(status, "Content-Type: text/html\r\n", page));
          RequestChannel channel = channel(server.uri(), SOAP_12)) {
        HttpStatusException e =
            catchThrowableOfType(
                HttpStatusException.class, () -> channel.request(request(SOAP_12, "urn:a", "")));
        assertThat(e).hasMessageContainingAll("application/soap+xml", "text/html", "Sorry.");
        assertThat(e.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(e.excerpt()).startsWith("<html> Sorry.").hasSizeLessThanOrEqualTo(1024);
      }
    }
  }

  @Test
  void anotherKindOfEndpointIsHintedAt() throws Exception {
    for (String type : List.of("text/xml", "application/soap+msbin1")) {
      try (ScriptedServer server =
              ScriptedServer.answering(
                  response("415 Unsupported", "Content-Type: " + type + "\r\n", ""));
          RequestChannel channel = channel(server.uri(), SOAP_12)) {
        assertThatThrownBy(() -> channel.request(request(SOAP_12, "urn:a", "")))
            .hasMessageContaining(type.endsWith("1") ? "binary" : "another version of SOAP");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Type: evil\r\n", "Content-Type: text/xml, text/xml\r\n"})
  void aReplyWithoutOneValidMediaTypeIsAnError(String fields) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.answering(response("200 OK", fields, item(SOAP_11)));
        RequestChannel channel = channel(server.uri(), SOAP_11)) {
      assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")))
          .isInstanceOf(HttpStatusException.class)
          .hasMessageContaining("Content-Type");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLargeEntityIsChunkedUnlessItKnowsItsLength(boolean sized) throws Exception {
    MessageEncoder encoder = new ReshapingEncoder(TextEncoder.of(SOAP_11), sized);
    MessageStack stack = MessageStack.builder().encoder(encoder).build();
    try (ScriptedServer server = ScriptedServer.answering(OK_11);
        RequestChannel channel = HttpRequestChannel.to(server.uri(), stack, sender)) {
      channel.request(count(EchoService.items(2_000, Integer.MAX_VALUE))).close();
      RawHttp.Received request = server.requests().get(0);
      assertThat(request.body()).hasSizeGreaterThan(200_000);
      assertThat(request.field("Content-Length"))
          .isEqualTo(sized ? Integer.toString(request.body().length) : null);
      assertThat(request.field("Transfer-Encoding")).isEqualTo(sized ? null : "chunked");
    }
  }

  /** Small enough to be measured, and larger than any buffer on its way. */
  @Test
  void aMeasuredRequestIsSentInOnePiece() throws Exception {
    String text = "x".repeat(40_000);
    try (JdkHttpServer server = serve(SOAP_11);
        RequestChannel channel = channel(server.uri("/"), SOAP_11)) {
      for (int i = 0; i < 20; i++) {
        try (Message reply = channel.request(request(SOAP_11, "urn:test:echo", text))) {
          assertThat(text(reply)).isEqualTo(text);
        }
      }
    }
  }

  @Test
  void anEntityThatCannotBeRepeatedIsWrittenOnce() throws Exception {
    ReshapingEncoder once = new ReshapingEncoder(TextEncoder.of(SOAP_11), false);
    MessageStack stack = MessageStack.builder().encoder(once).build();
    try (JdkHttpServer server = serve(SOAP_11);
        RequestChannel channel = HttpRequestChannel.to(server.uri("/"), stack, sender);
        Message reply = channel.request(request(SOAP_11, "urn:test:echo", "Grüße"))) {
      assertThat(text(reply)).isEqualTo("Grüße");
    }
    assertThat(once.written()).isEqualTo(1);
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    try (ScriptedServer server = ScriptedServer.answering(OK_11, OK_11, OK_11);
        RequestChannel channel = channel(server.uri(), SOAP_11)) {
      for (int i = 0; i < 3; i++) {
        try (Message reply = channel.request(request(SOAP_11, "urn:a", ""))) {
          assertThat(text(reply)).isEqualTo("hello");
        }
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void largeBodiesStreamBothWays() throws Exception {
    try (JdkHttpServer server = serve(SOAP_11);
        RequestChannel channel = channel(server.uri("/"), SOAP_11);
        Message counted = channel.request(count(EchoService.items(80_000, Integer.MAX_VALUE)));
        Message reply = channel.request(request(SOAP_11, "urn:test:large", "80000"))) {
      assertThat(text(counted)).isEqualTo("80000");
      assertThat(EchoService.countItems(reply)).isEqualTo(80_000);
    }
  }

  @Test
  void aReceivedMessageCanBePassedOn() throws Exception {
    try (JdkHttpServer server = serve(SOAP_11);
        RequestChannel channel = channel(server.uri("/"), SOAP_11);
        Message first = channel.request(request(SOAP_11, "urn:test:large", "20000"));
        Message second = channel.request(count(first.body()))) {
      assertThat(text(second)).isEqualTo("20000");
    }
  }

  private static Message count(Body items) {
    return Message.of(SOAP_11, items).withAction("urn:test:count");
  }

  @Test
  void aRequestThatCannotBeWrittenFailsAsItFailed() throws Exception {
    try (JdkHttpServer server = serve(SOAP_11);
        RequestChannel channel = channel(server.uri("/"), SOAP_11)) {
      for (int failingAt : new int[] {10, 9000}) {
        assertThatThrownBy(
                () ->
                    channel.request(
                        Message.of(SOAP_11, EchoService.items(10_000, failingAt))
                            .withAction("urn:test:stream")))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("secret");
      }
    }
  }

  @Test
  void aReplyOverTheLimitIsAnError() throws Exception {
    try (JdkHttpServer server = serve(SOAP_11);
        RequestChannel channel = channel(server.uri("/"), SOAP_11).withLimits(limitedTo(500_000));
        Message reply = channel.request(request(SOAP_11, "urn:test:large", "10000"))) {
      assertThatThrownBy(() -> EchoService.countItems(reply))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("HttpLimits.body");
    }
  }

  @Test
  void aReplyThatBreaksOffIsAnErrorAndNeverRepeated() throws Exception {
    String whole = OK_11;
    for (int bytes : new int[] {0, 10, whole.indexOf("<s:Body>")}) {
      try (ScriptedServer server = ScriptedServer.answering(whole.substring(0, bytes));
          RequestChannel channel = channel(server.uri(), SOAP_11)) {
        assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")))
            .isInstanceOf(TransportException.class);
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  @Test
  void aReplyThatBreaksOffInItsBodyIsAnErrorForWhoReadsIt() throws Exception {
    try (JdkHttpServer server = serve(SOAP_11);
        RequestChannel channel = channel(server.uri("/"), SOAP_11);
        Message reply = channel.request(request(SOAP_11, "urn:test:breaks-late", ""))) {
      assertThatThrownBy(() -> EchoService.countItems(reply))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpAtTheDeadline() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  requests.add(connection.receive());
                  connection.isClosed();
                });
        RequestChannel channel = channel(server.uri(), SOAP_11)) {
      Message request =
          request(SOAP_11, "urn:a", "")
              .withProperty(Deadline.class, Deadline.after(Duration.ofMillis(200)));
      assertThatThrownBy(() -> channel.request(request))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void aServerThatReadsNothingIsGivenUpAtTheDeadline() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0);
        RequestChannel channel =
            channel(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/"), SOAP_11)) {
      Message request =
          Message.of(SOAP_11, EchoService.items(200_000, Integer.MAX_VALUE))
              .withProperty(Deadline.class, Deadline.after(Duration.ofMillis(300)));
      assertThatThrownBy(() -> channel.request(request))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void aReplyThatStopsIsGivenUpAtTheDeadline() throws Exception {
    String start = OK_11.substring(0, OK_11.indexOf("hello"));
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  connection.receive();
                  connection.send(start).isClosed();
                });
        RequestChannel channel = channel(server.uri(), SOAP_11)) {
      Message request =
          request(SOAP_11, "urn:a", "")
              .withProperty(Deadline.class, Deadline.after(Duration.ofMillis(300)));
      assertThatThrownBy(
              () -> {
                try (Message reply = channel.request(request)) {
                  text(reply);
                }
              })
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void nobodyThereIsAConnectException() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    try (RequestChannel channel = channel(uri, SOAP_11)) {
      assertThatThrownBy(() -> channel.request(request(SOAP_11, "urn:a", "")))
          .isInstanceOf(TransportException.class)
          .hasCauseInstanceOf(ConnectException.class)
          .hasMessageContaining("127.0.0.1:" + port);
      Message large = Message.of(SOAP_11, EchoService.items(10_000, Integer.MAX_VALUE));
      assertThatThrownBy(() -> channel.request(large)).hasCauseInstanceOf(ConnectException.class);
    }
  }

  @Test
  void manyCallsAtOnceGetTheirOwnReplies() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try (JdkHttpServer server = serve(SOAP_12);
        RequestChannel channel = channel(server.uri("/"), SOAP_12)) {
      List<Future<String>> replies = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String text = "call " + i;
        replies.add(
            callers.submit(
                () -> {
                  try (Message reply = channel.request(request(SOAP_12, "urn:test:echo", text))) {
                    return text(reply);
                  }
                }));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(replies.get(i).get()).isEqualTo("call " + i);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/hosts", "ftp://host/", "jms:queue", "http:///x", "http://u:p@h/"})
  void onlyHttpAddressesAreTaken(String uri) {
    assertThatThrownBy(() -> channel(URI.create(uri), SOAP_11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("u:p");
  }
}
