package io.steatite.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
    assertThatThrownBy(() -> head.headers().set("X", "z"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(head.id()).isNotEmpty();
  }

  @Test
  void theHeadCanBeChangedUntilTheFirstByte() throws IOException {
    StringBuilder failure = new StringBuilder();
    Received response =
        answer(
            http -> {
              http.response().status(201).headers().set("X", "early");
              http.response().onSending(head -> head.headers().add("Order", "second"));
              http.response().onSending(head -> head.headers().add("Order", "first"));
              http.responseBody().write("body".getBytes(StandardCharsets.US_ASCII));
              try {
                http.response().headers().set("X", "late");
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
              http.response().headers().set("Content-Type", "text/xml");
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
          http.response().headers().set("Content-Length", "20");
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
          http.response().headers().add("Way", value);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 1, 2\r\n\r\n"
      })
  void anAmbiguousLengthReachesNoHandler(String rest) throws IOException {
    HttpHandler handler = http -> http.response().status(204);
    Received response = answer(handler, "POST / HTTP/1.1\r\nHost: h\r\n" + rest);
    assertThat(response.status()).isEqualTo(400);
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
