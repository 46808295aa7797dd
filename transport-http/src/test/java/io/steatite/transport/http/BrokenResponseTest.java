package io.steatite.transport.http;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.transport.http.EchoService.request;
import static io.steatite.transport.http.EchoService.text;
import static io.steatite.transport.http.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.steatite.SteatiteException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.stack.TransportException;
import io.steatite.testing.RawHttp;
import io.steatite.transport.http.apache.ApacheHttpSender;
import io.steatite.transport.http.jdk.JdkHttpSender;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call and of its connection if the server misbehaves, on either sender. */
@ParameterizedClass
@ValueSource(strings = {"apache", "jdk"})
@Timeout(60)
class BrokenResponseTest {
  private static final String ITEM =
      EchoService.envelope(SOAP_11, "<t:item xmlns:t='urn:test'>hello</t:item>");
  private static final String OK = response("200 OK", "Content-Type: text/xml\r\n", ITEM);

  private final HttpSender sender;
  private final boolean apache;

  BrokenResponseTest(String name) {
    apache = name.equals("apache");
    sender = apache ? ApacheHttpSender.start() : JdkHttpSender.start();
  }

  @AfterEach
  void closeSender() {
    sender.close();
  }

  private RequestChannel channel(ScriptedServer server) {
    return HttpRequestChannel.to(server.uri(), EchoService.client(SOAP_11), sender);
  }

  private static Message soon(Message message) {
    return message.withProperty(Deadline.class, Deadline.after(Duration.ofSeconds(30)));
  }

  private static Message call() {
    return soon(request(SOAP_11, "urn:a", ""));
  }

  /** More than the pool has connections: none of them may stay leased. */
  @Test
  void headsThatAreNotHttpFailTheCallAndFreeTheConnection() throws Exception {
    List<String> fields = List.of("X-A: a\0b", "X B: c", "X-C: a\rb", ": d", "X\0: e");
    Set<String> repaired = new HashSet<>();
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  String i = connection.receive().field("X-Field");
                  String field = i == null ? "" : fields.get(Integer.parseInt(i)) + "\r\n";
                  connection.send(response("200 OK", "Content-Type: text/xml\r\n" + field, ITEM));
                });
        RequestChannel channel = channel(server)) {
      for (int i = 0; i < 150; i++) {
        HttpFields field = HttpFields.of("X-Field", String.valueOf(i % fields.size()));
        try (Message reply = channel.request(call().withProperty(HttpFields.class, field))) {
          assertThat(text(reply)).isEqualTo("hello");
          repaired.add(fields.get(i % fields.size()));
        } catch (TransportException e) {
          assertThat(e).hasCauseInstanceOf(IOException.class);
        }
      }
      try (Message reply = channel.request(call())) {
        assertThat(text(reply)).isEqualTo("hello");
      }
    }
    // A library may read a control character as a blank (RFC 9110 section 5.5), or drop the line.
    assertThat(repaired).doesNotContain("X B: c", "X\0: e");
  }

  /** As above, more calls than the pool has connections. */
  @Test
  void aReplyOfEmptyGzipMembersFailsTheCallAndFreesTheConnection() throws Exception {
    byte[] members = gzippedNothing(20_000);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\nContent-Length: "
            + members.length
            + "\r\n\r\n";
    AtomicInteger broken = new AtomicInteger(120);
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  connection.receive();
                  if (broken.getAndDecrement() > 0) {
                    connection.send(head).send(members);
                  } else {
                    connection.send(OK);
                  }
                });
        RequestChannel channel = channel(server)) {
      for (int i = 0; i < 120; i++) {
        assertThatThrownBy(() -> channel.request(call())).isInstanceOf(SteatiteException.class);
      }
      try (Message reply = channel.request(call())) {
        assertThat(text(reply)).isEqualTo("hello");
      }
    }
  }

  private static byte[] gzippedNothing(int members) {
    byte[] member = Zipped.GZIP.bytes("");
    byte[] all = new byte[members * member.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = member[i % member.length];
    }
    return all;
  }

  @Test
  void aHeadThatIsCutIsNoAcceptance() throws Exception {
    String head = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    for (int length = 0; length < head.length(); length++) {
      String cut = head.substring(0, length);
      try (ScriptedServer server = ScriptedServer.answering(cut);
          RequestChannel channel = channel(server)) {
        assertThatThrownBy(() -> channel.send(call()))
            .as("cut after \"%s\"", cut)
            .isInstanceOf(TransportException.class);
      }
    }
  }

  @Test
  void closingAReplyTakesNoMoreOfAnEndlessBody() throws Exception {
    CompletableFuture<Long> taken = new CompletableFuture<>();
    String chunk = "10000\r\n" + "x".repeat(1 << 16) + "\r\n";
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  connection.receive();
                  long sent = 0;
                  try {
                    start(connection);
                    while (sent < 1L << 31) {
                      connection.send(chunk);
                      sent += chunk.length();
                    }
                  } finally {
                    taken.complete(sent);
                  }
                });
        RequestChannel channel = channel(server)) {
      channel.request(call()).close();
      // What the buffers of the two sockets hold; the client reads 64 KiB at most.
      assertThat(taken.get(20, TimeUnit.SECONDS)).isLessThan(32L << 20);
    }
  }

  private static void start(RawHttp connection) throws IOException {
    String envelope = ITEM.substring(0, ITEM.indexOf("hello"));
    connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(envelope.length())
            + "\r\n"
            + envelope
            + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1\r\nx\r\n"})
  void closingAReplyDoesNotWaitForAServerThatDripsOrIsSilent(String drop) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  connection.receive();
                  start(connection);
                  while (!drop.isEmpty()) {
                    connection.send(drop);
                    pause();
                  }
                  connection.isClosed();
                });
        RequestChannel channel = channel(server)) {
      Message reply = channel.request(call());
      long start = System.nanoTime();
      reply.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aConnectionThatTheServerClosedWhileIdleIsNotUsed() throws Exception {
    Semaphore closed = new Semaphore(0);
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  requests.add(connection.receive());
                  connection.send(OK);
                  connection.close();
                  closed.release();
                });
        RequestChannel channel = channel(server)) {
      for (int i = 0; i < 50; i++) {
        try (Message reply = channel.request(call())) {
          assertThat(text(reply)).isEqualTo("hello");
        }
        assertThat(closed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(server.requests()).hasSize(50);
    }
  }

  @Test
  void aMalformedReplySaysWhichCallItEndedAndFreesTheConnection() throws Exception {
    String broken = response("200 OK", "Content-Type: text/xml\r\n", "<nonsense/>");
    try (ScriptedServer server = ScriptedServer.answering(broken, OK);
        RequestChannel channel = channel(server)) {
      SteatiteException e =
          catchThrowableOfType(MalformedMessageException.class, () -> channel.request(call()));
      assertThat(e.endpoint()).contains(server.uri());
      assertThat(e.detail(HttpResponseHead.class).orElseThrow().status()).isEqualTo(200);
      channel.request(call()).close();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aLargeRequestIsSentInLargeChunks() throws Exception {
    CompletableFuture<String> received = new CompletableFuture<>();
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  received.complete(connection.readTo("\r\n0\r\n\r\n"));
                  connection.send(OK);
                });
        RequestChannel channel = channel(server)) {
      Message large = Message.of(SOAP_11, EchoService.items(2_000, Integer.MAX_VALUE));
      channel.request(soon(large)).close();
      String request = received.get();
      assertThat(request).hasSizeGreaterThan(200_000);
      assertThat(request.split("\r\n[0-9a-f]+\r\n", -1).length - 1)
          .isLessThanOrEqualTo(request.length() / (8 << 10) + 2);
    }
  }

  @Test
  void anInterruptedCallEndsAndKeepsTheInterruptFlag() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Semaphore received = new Semaphore(0);
    try (ScriptedServer server =
            new ScriptedServer(
                (connection, requests) -> {
                  connection.receive();
                  received.release();
                  connection.isClosed();
                });
        RequestChannel channel = channel(server)) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  channel.request(call()).close();
                } catch (RuntimeException e) {
                  interrupted.complete(Thread.currentThread().isInterrupted());
                  failure.complete(e);
                }
              });
      caller.start();
      assertThat(received.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
      assertThat(interrupted.get()).isTrue();
    }
  }

  @Test
  void whatAClosedSenderIsGivenFailsAsACall() throws Exception {
    try (ScriptedServer server = ScriptedServer.answering(OK);
        RequestChannel channel = channel(server)) {
      channel.request(call()).close();
      sender.close();
      assertThatThrownBy(() -> channel.request(call()))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("The HTTP client is closed")
          .satisfies(e -> assertThat(((SteatiteException) e).isRequestSent()).isFalse());
      assertThat(server.requests()).hasSize(1);
    }
  }
}
