package io.steatite.conformance.duplex;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.testing.RawHttp;
import io.steatite.transport.http.HttpExchange;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.jetty.JettyHttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The other side, made of plain HTTP: keeps what is posted to it, answers what it is told, and
 * posts text.
 */
final class Peer implements AutoCloseable {
  /** What it answers; an empty text is an empty body. */
  record Answer(int status, String contentType, String body) {
    static final Answer ACCEPTED = new Answer(202, "", "");
  }

  /** What was posted to it. */
  record Received(String path, HttpFields fields, String text) {
    Message message(Duo duo) throws IOException {
      return TextEncoder.of(duo.soap())
          .decode(
              new ByteArrayInputStream(text.getBytes(UTF_8)),
              MediaType.parse(fields.first("Content-Type").orElseThrow()));
    }
  }

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Function<Received, Answer> answers;
  private final JettyHttpServer server;

  Peer() throws IOException {
    this(message -> Answer.ACCEPTED);
  }

  Peer(Function<Received, Answer> answers) throws IOException {
    this.answers = answers;
    server = JettyHttpServer.start(this::handle);
  }

  private void handle(HttpExchange http) throws IOException {
    Received message =
        new Received(
            http.request().path(),
            http.request().headers(),
            new String(http.requestBody().readAllBytes(), UTF_8));
    received.add(message);
    Answer answer = answers.apply(message);
    byte[] body = answer.body().getBytes(UTF_8);
    http.response().status(answer.status());
    if (body.length > 0) {
      http.response()
          .set("Content-Type", answer.contentType())
          .set("Content-Length", Integer.toString(body.length));
      http.responseBody().write(body);
    }
  }

  URI uri(String path) {
    return server.uri(path);
  }

  /** The next thing posted to it. */
  Received next() throws InterruptedException {
    Received next = received.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing came in within 10 seconds");
    }
    return next;
  }

  boolean hasMore() {
    return !received.isEmpty();
  }

  /** Posts an envelope to an address. */
  static RawHttp.Received post(URI to, Duo duo, String envelope, String... fields)
      throws IOException {
    return RawHttp.exchange(
        new InetSocketAddress(to.getHost(), to.getPort()),
        RawHttp.post(to.getRawPath(), duo.contentType(), envelope.getBytes(UTF_8), fields));
  }

  @Override
  public void close() {
    server.close();
  }
}
