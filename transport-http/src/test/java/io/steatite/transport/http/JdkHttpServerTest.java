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
}
