package io.steatite.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.ResourceAccount;
import io.steatite.testing.CapturedLog;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine promises to handlers and clients. Each engine inherits this. */
abstract class HttpServerContract {
  private static final String GET = "GET /a%20b/c?d=%20e HTTP/1.1\r\nHost: evil\r\nX: y\r\n\r\n";

  abstract HttpEngine engine();

  private Received answer(HttpHandler handler, String request) throws IOException {
    try (HttpServer server = engine().start(handler);
        RawHttp client = RawHttp.connect(server.port())) {
      return client.send(request).receive();
    }
  }

  @Test
  void aHandlerSeesTheRequestAsItWasSent() throws Exception {
    CompletableFuture<RequestHead> seen = new CompletableFuture<>();
    Received response = answer(http -> seen.complete(http.request()), GET);
    RequestHead head = seen.get();
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.field("Content-Length")).isEqualTo("0");
    assertThat(head.method()).isEqualTo("GET");
    assertThat(head.protocol()).isEqualTo("HTTP/1.1");
    assertThat(head.scheme()).isEqualTo("http");
    assertThat(head.pathBase() + head.path() + '?' + head.query()).isEqualTo("/a%20b/c?d=%20e");
    assertThat(head.headers().first("x")).contains("y");
    assertThat(head.id()).isNotEmpty();
  }

  @Test
  void theHeadCanBeChangedUntilTheFirstByte() throws IOException {
    StringBuilder failure = new StringBuilder();
    Received response =
        answer(
            http -> {
              http.response().status(201).set("X", "early");
              http.response().onSending(head -> head.add("Order", "second"));
              http.response().onSending(head -> head.add("Order", "first"));
              http.responseBody().write("body".getBytes(StandardCharsets.US_ASCII));
              try {
                http.response().set("X", "late");
              } catch (IllegalStateException e) {
                failure.append(e.getMessage());
              }
            },
            GET);
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.fields())
        .containsEntry("X", "early")
        .containsEntry("Order", "first, second");
    assertThat(response.text()).isEqualTo("body");
    assertThat(failure).isNotEmpty();
  }

  @Test
  void aHandlerThatFailsHasAnsweredWithAnEmpty500() throws IOException {
    Received response =
        answer(
            http -> {
              http.response().set("Content-Type", "text/xml");
              throw new IllegalStateException("secret");
            },
            GET);
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.text()).isEmpty();
    assertThat(response.fields()).doesNotContainKey("Content-Type");
  }

  @Test
  void anAbortedResponseIsNotTakenForAWholeOne() {
    HttpHandler aborting =
        http -> {
          http.responseBody().write(new byte[10]);
          http.abort();
        };
    assertThatThrownBy(() -> answer(aborting, GET)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> answer(HttpExchange::abort, GET)).isInstanceOf(EOFException.class);
  }

  @Test
  void lessThanAnnouncedIsNotTakenForAWholeResponse() {
    HttpHandler lying =
        http -> {
          http.response().set("Content-Length", "20");
          http.responseBody().write(new byte[10]);
        };
    assertThatThrownBy(() -> answer(lying, GET)).isInstanceOf(EOFException.class);
  }

  @Test
  void aPartOfAFileCanBeSent(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "0123456789");
    assertThat(answer(http -> http.sendFile(file, 3, 4), GET).text()).isEqualTo("3456");
    assertThat(answer(http -> http.sendFile(file, 8, 100), GET).text()).isEqualTo("89");
    assertThat(answer(http -> http.sendFile(file, 11, 1), GET).body()).isEmpty();
  }

  @Test
  void middlewareWrapsHandlersFromTheOutside() throws IOException {
    Received response = answer(adding("outer").then(adding("inner")).around(http -> {}), GET);
    assertThat(response.field("Way")).isEqualTo("outer, inner");
  }

  private static HttpMiddleware adding(String value) {
    return next ->
        http -> {
          http.response().add("Way", value);
          next.handle(http);
        };
  }

  @Test
  void theRouterKnowsItsPathsOnly() throws IOException {
    HttpRouter router = HttpRouter.empty().route("/a", http -> http.response().status(204));
    assertThat(answer(router, "GET /a?x HTTP/1.1\r\nHost: h\r\n\r\n").status()).isEqualTo(204);
    Received missing = answer(router, "GET /a/evil HTTP/1.1\r\nHost: evil\r\n\r\n");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body()).isEmpty();
    assertThatThrownBy(() -> router.route("/a", http -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Reads bodies to their end, and counts what it is given. */
  private static final class Counting implements HttpHandler {
    private final AtomicInteger requests = new AtomicInteger();

    @Override
    public void handle(HttpExchange http) throws IOException {
      requests.incrementAndGet();
      http.requestBody().readAllBytes();
    }
  }

  /** The request is refused, nothing behind it is taken for a request, the connection ends. */
  final void assertFramingRefused(String request) throws IOException {
    Counting handler = new Counting();
    HttpLimits limits = HttpLimits.builder().progressGrace(Duration.ofMillis(500)).build();
    try (HttpServer server =
            engine().start(handler, ServerSettings.builder().limits(limits).build());
        RawHttp client = RawHttp.connect(server.port())) {
      client.send(request);
      Received response = client.receive();
      assertThat(response.status()).isBetween(400, 505).isNotEqualTo(500);
      assertThat(response.field("Connection")).isEqualToIgnoringCase("close");
      assertThat(client.isClosed()).isTrue();
    }
    assertThat(handler.requests).hasValueLessThanOrEqualTo(1);
  }

  private static String post(String fields, String body) {
    return "POST / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n" + body;
  }

  @Test
  void lengthAndChunksTogetherAreRefused() throws IOException {
    assertFramingRefused(post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"));
  }

  @Test
  void twoLengthsAreRefused() throws IOException {
    assertFramingRefused(post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1, 2", "1x", "0x1", "99999999999999999999"})
  void aLengthThatIsNoNumberIsRefused(String length) throws IOException {
    assertFramingRefused(post("Content-Length: " + length + "\r\n", ""));
  }

  @Test
  void aLengthWithASignIsRefused() throws IOException {
    assertFramingRefused(post("Content-Length: +1\r\n", "a"));
  }

  @Test
  void aChunkSizeThatOverflowsIsRefused() throws IOException {
    String smuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
    assertFramingRefused(
        post(
            "Transfer-Encoding: chunked\r\n",
            "100000000%x\r\nab\r\n0\r\n\r\n".formatted(2) + smuggled));
  }

  @Test
  void brokenChunksAreRefused() throws IOException {
    for (String body : List.of("zz\r\nab\r\n0\r\n\r\n", "-1\r\nab\r\n", "2\r\nabcd\r\n0\r\n\r\n")) {
      assertFramingRefused(post("Transfer-Encoding: chunked\r\n", body));
    }
  }

  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";

  /** Sends a chunked body without its last bytes; the handler must not get it as complete. */
  private void assertCutBodyRefused(int missing) throws IOException {
    String cut = CHUNKS.substring(0, CHUNKS.length() - missing);
    CompletableFuture<Boolean> complete = new CompletableFuture<>();
    HttpHandler reading =
        http -> {
          try {
            http.requestBody().readAllBytes();
            complete.complete(true);
          } finally {
            complete.complete(false);
          }
        };
    try (HttpServer server = engine().start(reading);
        RawHttp client = RawHttp.connect(server.port())) {
      client.send(post(CHUNKED, cut)).end();
      while (!client.isClosed()) {
        // The server may answer with a status before it closes the connection.
      }
    }
    assertThat(complete.getNow(false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 7, 8, 12})
  void aChunkedBodyCutBeforeItsLastChunkIsRefused(int missing) throws IOException {
    assertCutBodyRefused(missing);
  }

  @Test
  void aChunkedBodyCutInTheLineBreakOfAChunkIsRefused() throws IOException {
    assertCutBodyRefused("\n0\r\n\r\n".length());
  }

  @Test
  void theAnswerToAnUnfinishedChunkedRequestClosesTheConnection() throws IOException {
    HttpLimits limits = HttpLimits.builder().drainTime(Duration.ofMillis(200)).build();
    HttpHandler notReading = http -> http.responseBody().write('a');
    try (HttpServer server =
            engine().start(notReading, ServerSettings.builder().limits(limits).build());
        RawHttp client = RawHttp.connect(server.port())) {
      Received response =
          client.send(post(CHUNKED, "5000\r\n" + "x".repeat(0x5000) + "\r\n")).receive();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.field("Connection")).isEqualToIgnoringCase("close");
      assertThat(client.isClosed()).isTrue();
    }
  }

  @Test
  void twoTransferEncodingsAreRefused() throws IOException {
    assertFramingRefused(
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"));
  }

  @Test
  void anotherTransferEncodingIsRefused() throws IOException {
    assertFramingRefused(post("Transfer-Encoding: gzip\r\n", "0\r\n\r\n"));
  }

  @Test
  void anotherProtocolVersionIsRefused() throws IOException {
    assertFramingRefused("GET / HTTP/2.0\r\nHost: h\r\n\r\n");
  }

  @Test
  void spaceBeforeTheColonOfAFieldIsRefused() throws IOException {
    assertFramingRefused("GET / HTTP/1.1\r\nHost: h\r\nX : y\r\n\r\n");
  }

  @Test
  void aFoldedFieldIsRefused() throws IOException {
    assertFramingRefused("GET / HTTP/1.1\r\nHost: h\r\nX: y\r\n z\r\n\r\n");
  }

  @Test
  void aControlCharacterInAFieldIsRefused() throws IOException {
    assertFramingRefused("GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n");
  }

  @Test
  void aRequestWithoutHostIsRefused() throws IOException {
    assertFramingRefused("GET / HTTP/1.1\r\n\r\n");
  }

  @Test
  void aRequestLineThatIsNoneIsRefused() throws IOException {
    assertFramingRefused("nonsense\r\n\r\n");
  }

  @Test
  void trailersAreReadAndTheConnectionGoesOn() throws IOException {
    try (HttpServer server = engine().start(new Counting());
        RawHttp client = RawHttp.connect(server.port())) {
      for (int i = 0; i < 2; i++) {
        client.send(post("Transfer-Encoding: chunked\r\n", "2\r\nab\r\n0\r\nX: y\r\nZ: z\r\n\r\n"));
        assertThat(client.receive().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void continueIsSaidWithoutLength() throws IOException {
    try (HttpServer server = engine().start(new Counting());
        RawHttp client = RawHttp.connect(server.port())) {
      client.send(post("Expect: 100-continue\r\nContent-Length: 2\r\n", ""));
      Received interim = client.receive();
      assertThat(interim.status()).isEqualTo(100);
      assertThat(interim.fields()).doesNotContainKey("Content-Length");
      assertThat(client.send("ab").receive().status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatBreaksOffIsLoggedAtDebugWithoutStack() throws Exception {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    HttpHandler reading =
        http -> {
          try {
            http.requestBody().readAllBytes();
          } finally {
            over.complete(true);
          }
        };
    try (CapturedLog log = new CapturedLog();
        HttpServer server = engine().start(reading)) {
      try (RawHttp client = RawHttp.connect(server.port())) {
        client.send(post("Content-Length: 100000\r\n", "x".repeat(50_000)));
      }
      over.get();
      server.close();
      assertThat(log.texts(Level.INFO)).isEmpty();
      assertThat(log.records()).allSatisfy(entry -> assertThat(entry.getThrown()).isNull());
    }
  }

  @Test
  void anErrorOfTheHandlerReleasesWhatTheExchangeHolds() throws IOException {
    ResourceAccount account = ResourceAccount.of("Test", 1 << 20, 1);
    HttpHandler failing =
        http -> {
          http.account().takeMemory(100_000);
          throw new StackOverflowError();
        };
    try (HttpServer server =
        engine().start(failing, ServerSettings.builder().account(account).build())) {
      for (int i = 0; i < 20; i++) {
        try (RawHttp client = RawHttp.connect(server.port())) {
          assertThat(client.send(GET).receive().status()).isEqualTo(500);
        }
      }
    }
    assertThat(account.memory()).isZero();
  }

  @Test
  void aFullAccountIsAnsweredWith503BeforeTheHandler() throws IOException {
    ResourceAccount account = ResourceAccount.of("Test", 1 << 20, 1);
    AtomicInteger handled = new AtomicInteger();
    HttpHandler filling =
        http -> {
          handled.incrementAndGet();
          for (int bytes = 1 << 20; bytes > 0; bytes /= 2) {
            account.tryTakeMemory(bytes);
          }
        };
    try (HttpServer server =
            engine().start(filling, ServerSettings.builder().account(account).build());
        RawHttp client = RawHttp.connect(server.port())) {
      assertThat(client.send(GET).receive().status()).isEqualTo(200);
      String larger = GET.replace("X: y", "X: " + "y".repeat(5000));
      Received response = client.send(larger).receive();
      assertThat(response.status()).isEqualTo(503);
      assertThat(response.fields()).containsKey("Retry-After");
      assertThat(response.field("Connection")).isEqualTo("close");
    }
    assertThat(handled).hasValue(1);
  }

  @Test
  void slowPeersLeaveRoomForOthers() throws IOException {
    HttpLimits patient = HttpLimits.builder().progressGrace(Duration.ofMinutes(1)).build();
    HttpHandler handler =
        http -> {
          http.requestBody().readAllBytes();
          if (http.request().path().equals("/large")) {
            http.responseBody().write(new byte[20_000_000]);
          }
        };
    List<RawHttp> slow = new ArrayList<>();
    try (HttpServer server =
        engine()
            .start(
                handler,
                ServerSettings.builder()
                    .limits(patient)
                    .concurrency(8)
                    .grace(Duration.ofMillis(1))
                    .build())) {
      for (int i = 0; i < 60; i++) {
        slow.add(RawHttp.connect(server.port()).send("POST / HTTP/1.1\r\nHost: h\r\nX: y"));
        slow.add(
            RawHttp.connect(server.port()).send(post("Content-Length: 100\r\n", "x".repeat(10))));
        slow.add(
            RawHttp.connect(server.port())
                .send(post("Content-Length: 1000000\r\n", "x".repeat(20_000))));
        slow.add(RawHttp.connect(server.port()).send(GET.replace("/a%20b/c", "/large")));
      }
      for (int i = 0; i < 20; i++) {
        assertThat(RawHttp.exchange(server.socketAddress(), GET.getBytes(US_ASCII)).status())
            .isEqualTo(200);
      }
    } finally {
      for (RawHttp peer : slow) {
        peer.close();
      }
    }
  }

  @Test
  void aHeadThatDoesNotArriveEndsTheConnection() throws IOException {
    HttpLimits limits = HttpLimits.builder().progressGrace(Duration.ofMillis(300)).build();
    try (HttpServer server =
            engine().start(http -> {}, ServerSettings.builder().limits(limits).build());
        RawHttp client = RawHttp.connect(server.port())) {
      assertThat(client.send(GET).receive().status()).isEqualTo(200);
      assertThat(client.send("GET / HTTP/1.1\r\nHo").isClosed()).isTrue();
    }
  }

  @Test
  void manyConnectionsStayOpenBetweenTheirCalls() throws IOException {
    List<RawHttp> clients = new ArrayList<>();
    try (HttpServer server = engine().start(http -> {})) {
      for (int i = 0; i < 400; i++) {
        clients.add(RawHttp.connect(server.port()));
      }
      for (int round = 0; round < 2; round++) {
        for (RawHttp client : clients) {
          assertThat(client.send(GET).receive().status()).isEqualTo(200);
        }
      }
    } finally {
      for (RawHttp client : clients) {
        client.close();
      }
    }
  }

  @Test
  void connectionsOfOneAddressCanBeLimited() throws IOException {
    ServerSettings two = ServerSettings.builder().connectionsPerAddress(2).build();
    try (HttpServer server = engine().start(http -> {}, two);
        RawHttp first = RawHttp.connect(server.port())) {
      assertThat(first.send(GET).receive().status()).isEqualTo(200);
      try (RawHttp second = RawHttp.connect(server.port())) {
        assertThat(second.send(GET).receive().status()).isEqualTo(200);
        try (RawHttp third = RawHttp.connect(server.port())) {
          assertThat(third.isClosed()).isTrue();
        }
      }
    }
  }

  @Test
  void aLargeResponseIsSentInLargeChunks() throws IOException {
    HttpHandler handler =
        http -> {
          for (int i = 0; i < 133; i++) {
            http.responseBody().write(new byte[1000]);
          }
        };
    try (HttpServer server = engine().start(handler);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String last = GET.replace("X: y", "Connection: close");
      client.getOutputStream().write((GET + last).getBytes(US_ASCII));
      String response = new String(client.getInputStream().readAllBytes(), US_ASCII);
      assertThat(response).contains("Transfer-Encoding: chunked");
      assertThat(response.lines().filter(line -> line.matches("[0-9a-fA-F]{1,8}")).count())
          .isBetween(3L, 20L);
    }
  }

  @Test
  void anAddressInUseIsNamed() throws IOException {
    try (HttpServer server = engine().start(http -> {})) {
      ServerSettings same = ServerSettings.builder().address(server.socketAddress()).build();
      assertThatThrownBy(() -> engine().start(http -> {}, same))
          .isInstanceOf(BindException.class)
          .hasMessageContaining("127.0.0.1:" + server.port());
    }
  }

  @Test
  void aHeadOverTheLimitsReachesNoHandler() throws IOException {
    HttpLimits limits = HttpLimits.builder().headerFields(20).headerBytes(1000).build();
    String many = "X: y\r\n".repeat(20);
    String large = "X: " + "y".repeat(1000) + "\r\n";
    try (HttpServer server =
        engine().start(http -> {}, ServerSettings.builder().limits(limits).build())) {
      for (String fields : new String[] {many, large}) {
        try (RawHttp client = RawHttp.connect(server.port())) {
          client.send("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n");
          assertThat(client.receive().status()).isEqualTo(431);
          assertThat(client.isClosed()).isTrue();
        }
      }
    }
  }

  @Test
  void closingWaitsForCallsUnderWay() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    HttpHandler slow =
        http -> {
          arrived.countDown();
          try {
            proceed.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        };
    HttpServer server = engine().start(slow);
    try (RawHttp client = RawHttp.connect(server.port())) {
      client.send(GET);
      arrived.await();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
      proceed.countDown();
      assertThat(client.receive().status()).isEqualTo(200);
      closing.get();
      assertThatThrownBy(() -> RawHttp.connect(server.port())).isInstanceOf(IOException.class);
    }
  }

  @Test
  @Timeout(4)
  void closingTwiceIsClosingOnce() throws Exception {
    try (HttpServer server = engine().start(exchange -> {})) {
      server.close();
    }
  }
}
