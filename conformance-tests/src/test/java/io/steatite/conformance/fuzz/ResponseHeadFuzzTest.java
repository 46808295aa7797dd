package io.steatite.conformance.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Deadline;
import io.steatite.testing.RawHttp;
import io.steatite.transport.http.HttpFields;
import io.steatite.transport.http.IncomingResponse;
import io.steatite.transport.http.OutgoingRequest;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import javax.xml.namespace.QName;

/**
 * Any bytes that a server answers with are a response, or an {@code IOException}; no connection
 * stays in use. The server closes the connection behind the bytes.
 *
 * <p>Only the default sender is tested: the parser of {@code java.net.http} does not end when a
 * chunk size overflows, see {@code JdkHttpSender}.
 */
public class ResponseHeadFuzzTest extends FuzzTarget {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int MOST_CONNECTIONS = 3;
  private static final OutgoingEntity ENTITY =
      TextEncoder.of(SoapVersion.SOAP_11)
          .encode(Message.of(SoapVersion.SOAP_11, Body.of(new QName("urn:fuzz", "item"), "x")));
  private static final AnsweringServer SERVER = AnsweringServer.start();
  private static final ApacheHttpSender APACHE = ApacheHttpSender.start();

  /** Jazzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) {
    new ResponseHeadFuzzTest().accept(input);
  }

  @Override
  void accept(byte[] input) {
    SERVER.answer = input;
    Deadline deadline = Deadline.after(LIMIT);
    receive(input, deadline);
    assertThat(deadline.hasPassed()).isFalse();
    assertThat(APACHE.connections()).isLessThanOrEqualTo(MOST_CONNECTIONS);
  }

  private static void receive(byte[] input, Deadline deadline) {
    HttpFields headers = HttpFields.of("Content-Type", "text/xml; charset=utf-8");
    OutgoingRequest request = new OutgoingRequest(SERVER.uri(), headers, ENTITY, deadline);
    try (IncomingResponse response = APACHE.send(request)) {
      int status = response.head().status();
      assertThat(new String(input, ISO_8859_1)).contains(Integer.toString(status));
      response.body().readAllBytes();
    } catch (IOException e) {
      // What a call may fail with; anything else is a finding.
    }
  }

  /** Answers each request with the bytes it has at that time. */
  private static final class AnsweringServer implements Runnable {
    private final ServerSocket listener;
    private volatile byte[] answer = {};

    private AnsweringServer(ServerSocket listener) {
      this.listener = listener;
    }

    static AnsweringServer start() {
      try {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        AnsweringServer server = new AnsweringServer(new ServerSocket(0, 50, loopback));
        Thread thread = new Thread(server, "answering-server");
        thread.setDaemon(true);
        thread.start();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    @Override
    public void run() {
      while (!listener.isClosed()) {
        try (RawHttp connection = new RawHttp(listener.accept())) {
          connection.receive();
          connection.send(answer).end();
        } catch (IOException e) {
          // The client closed the connection before it had everything.
        }
      }
    }
  }
}
