package io.steatite.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.testing.KnownGap;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.transport.http.jetty.JettyHttpServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** The server on Jetty. */
class JettyHttpServerTest extends HttpServerContract {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

  @Override
  HttpEngine engine() {
    return JettyHttpServer.ENGINE;
  }

  @Override
  @Test
  @KnownGap("such a body counts as complete")
  void aChunkedBodyCutInTheLineBreakOfAChunkIsRefused() throws IOException {
    super.aChunkedBodyCutInTheLineBreakOfAChunkIsRefused();
  }

  @Test
  void exchangesBeyondTheBoundWaitForAPlaceAndAreRefusedWhenNoneIsFree() throws Exception {
    Semaphore arrived = new Semaphore(0);
    CountDownLatch proceed = new CountDownLatch(1);
    HttpHandler blocking =
        http -> {
          arrived.release();
          try {
            proceed.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        };
    List<RawHttp> clients = new ArrayList<>();
    try (HttpServer server =
        engine().start(blocking, ServerSettings.builder().concurrency(2).build())) {
      for (int i = 0; i < 2; i++) {
        clients.add(RawHttp.connect(server.port()).send(GET));
      }
      arrived.acquire(2);
      Received refused = RawHttp.exchange(server.socketAddress(), GET.getBytes(US_ASCII));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.fields()).containsKey("Retry-After").containsEntry("Connection", "close");
      clients.add(RawHttp.connect(server.port()).send(GET));
      proceed.countDown();
      for (RawHttp client : clients) {
        assertThat(client.receive().status()).isEqualTo(200);
      }
      assertThat(arrived.availablePermits()).isEqualTo(1);
    } finally {
      for (RawHttp client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aHandlerWaitsForTheRestOfARequestWhoseStartCameAfterItsHead() throws Exception {
    byte[] start = new byte[16 << 10];
    byte[] rest = new byte[48 << 10];
    CompletableFuture<Thread> handler = new CompletableFuture<>();
    HttpHandler reading =
        http -> {
          int count = http.requestBody().readNBytes(start.length).length;
          handler.complete(Thread.currentThread());
          count += http.requestBody().readAllBytes().length;
          http.responseBody().write(Integer.toString(count).getBytes(US_ASCII));
        };
    try (HttpServer server = engine().start(reading);
        RawHttp client = RawHttp.connect(server.port())) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 65536\r\n\r\n");
      client.readTo("\r\n\r\n");
      client.send(start);
      Thread waiting = handler.get();
      while (waiting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      assertThat(client.send(rest).receive().text()).isEqualTo("65536");
    }
  }
}
