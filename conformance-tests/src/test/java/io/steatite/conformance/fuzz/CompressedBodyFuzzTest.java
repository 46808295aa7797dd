package io.steatite.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.ResourceAccount;
import io.steatite.conformance.tour.EchoService;
import io.steatite.service.Binding;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.SoapHttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Any bytes that come as a compressed body are answered with one of the documented statuses; with
 * 200 only if the JDK's decoder reads them without an error as well. Nothing is held afterwards.
 *
 * <p>The first byte of an input chooses the coding by its lowest bit, so a digit will do: an even
 * one for gzip, an odd one for deflate. The rest is the body.
 */
public class CompressedBodyFuzzTest extends FuzzTarget {
  private static final int DECODED = 20_000;

  private static final HttpHandler SERVICE =
      SoapHttpHandler.of(Binding.basicHttp().service(new EchoService().operations()))
          .withLimits(HttpLimits.builder().body(DECODED / 4).decodedBody(DECODED).build());

  /** Jazzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    new CompressedBodyFuzzTest().accept(input);
  }

  @Override
  void accept(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    boolean gzip = (input[0] & 1) == 0;
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    try (ResourceAccount account = ResourceAccount.of("fuzz", 1 << 20, 1 << 20)) {
      FakeExchange exchange = new FakeExchange(headers(gzip ? "gzip" : "deflate"), body, account);
      SERVICE.handle(exchange);
      assertThat(exchange.isCancelled()).isFalse();
      int status = exchange.response().status();
      assertThat(status).isIn(200, 400, 413, 500);
      if (status == 200) {
        assertThat(decoded(gzip, body)).isNotEmpty();
      } else if (status == 500) {
        assertThat(new String(exchange.answer())).contains("Fault");
      }
      assertThat(account.memory()).isZero();
      assertThat(account.disk()).isZero();
    }
  }

  private static HttpFields headers(String coding) {
    return HttpFields.builder()
        .set("Content-Type", "text/xml; charset=utf-8")
        .set("SOAPAction", '"' + EchoService.ECHO + '"')
        .set("Content-Encoding", coding)
        .build();
  }

  private static byte[] decoded(boolean gzip, byte[] body) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(body);
    boolean zlib = body.length > 1 && (body[0] & 0x0f) == 8 && header(body) % 31 == 0;
    try (InputStream in =
        gzip ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes, new Inflater(!zlib))) {
      return in.readAllBytes();
    }
  }

  /** RFC 1950 section 2.2; some have always sent deflate without it. */
  private static int header(byte[] body) {
    return (body[0] & 0xFF) << 8 | body[1] & 0xFF;
  }
}
