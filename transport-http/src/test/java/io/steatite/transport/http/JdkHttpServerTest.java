package io.steatite.transport.http;

import io.steatite.testing.KnownGap;
import io.steatite.transport.http.jdk.JdkHttpServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The server on the JDK's server, with what that cannot do. */
class JdkHttpServerTest extends HttpServerContract {
  @Override
  HttpEngine engine() {
    return JdkHttpServer.ENGINE;
  }

  @Override
  @Test
  @KnownGap("the connection is cut without a status")
  void brokenChunksAreRefused() throws IOException {
    super.brokenChunksAreRefused();
  }

  @Override
  @Test
  @KnownGap("what follows such a chunk is taken for the next request")
  void aChunkSizeThatOverflowsIsRefused() throws IOException {
    super.aChunkSizeThatOverflowsIsRefused();
  }

  @Override
  @Test
  @KnownGap("the connection ends after a request with trailers")
  void trailersAreReadAndTheConnectionGoesOn() throws IOException {
    super.trailersAreReadAndTheConnectionGoesOn();
  }

  @Override
  @Test
  @KnownGap("the interim response has a Content-Length")
  void continueIsSaidWithoutLength() throws IOException {
    super.continueIsSaidWithoutLength();
  }

  @Override
  @Test
  @KnownGap("folded fields are joined")
  void aFoldedFieldIsRefused() throws IOException {
    super.aFoldedFieldIsRefused();
  }

  @Override
  @Test
  @KnownGap("a slow peer holds a thread")
  void slowPeersLeaveRoomForOthers() throws IOException {
    super.slowPeersLeaveRoomForOthers();
  }

  @Override
  @Test
  @KnownGap("only a system property of the whole JVM limits the time of a head")
  void aHeadThatDoesNotArriveEndsTheConnection() throws IOException {
    super.aHeadThatDoesNotArriveEndsTheConnection();
  }

  @Override
  @Test
  @KnownGap("of idle connections 200 stay open, unless a system property says otherwise")
  void manyConnectionsStayOpenBetweenTheirCalls() throws IOException {
    super.manyConnectionsStayOpenBetweenTheirCalls();
  }

  @Override
  @Test
  @KnownGap("connections cannot be refused")
  void connectionsOfOneAddressCanBeLimited() throws IOException {
    super.connectionsOfOneAddressCanBeLimited();
  }

  @Override
  @Test
  @KnownGap("chunks have 4 KiB at most")
  void aLargeResponseIsSentInLargeChunks() throws IOException {
    super.aLargeResponseIsSentInLargeChunks();
  }
}
