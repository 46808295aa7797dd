package io.steatite.conformance.mtom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.MtomEncoder;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that answers with hostile packages: our client refuses them, and nothing stays. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileServerTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void hostileRepliesAreRefused(SoapVersion version) throws IOException {
    MtomEncoder encoder =
        MtomEncoder.of(version)
            .withLimits(HostilePackages.LIMITS)
            .withTemporaryDirectory(directory);
    MessageStack stack = MessageStack.builder().encoder(encoder).build();
    try (ServerSocket canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        HttpSender sender = ApacheHttpSender.start()) {
      canary.setSoTimeout(20);
      String url = "http://127.0.0.1:" + canary.getLocalPort() + "/canary";
      for (Map.Entry<String, String> hostile : HostilePackages.of(version, url).entrySet()) {
        assertRefused(version, stack, sender, hostile.getKey(), hostile.getValue());
      }
      assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private void assertRefused(
      SoapVersion version, MessageStack stack, HttpSender sender, String name, String body)
      throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      answerOnce(server, HandMade.type(version), HandMade.bytes(body));
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      RequestChannel channel = HttpRequestChannel.to(address, stack, sender);
      assertThatThrownBy(() -> call(version, channel))
          .as(name)
          .satisfies(e -> assertThat(e.getClass().getPackageName()).startsWith("io.steatite"));
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).as(name).isEmpty();
    }
  }

  private static void call(SoapVersion version, RequestChannel channel) throws Exception {
    Message request =
        Message.of(version, Body.of(EchoService.name("EchoBinary"), "AAAA"))
            .withAction(EchoService.ECHO_BINARY);
    try (Message reply = channel.request(request);
        InputStream in = BinaryContent.read(reply.body().reader()).getInputStream()) {
      in.readAllBytes();
      reply.requireEnd();
    }
  }

  /** Answers the first request, whatever it says. */
  private static void answerOnce(ServerSocket server, String type, byte[] body) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                readRequest(socket.getInputStream());
                String head =
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: "
                        + type
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(US_ASCII));
                out.write(body);
              } catch (IOException e) {
                // the client has seen enough
              }
            },
            "hostile-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** A request ends with the last delimiter of its package. */
  private static void readRequest(InputStream in) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("--\r\n") < 0 || read.indexOf("</s:Envelope>") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("The request was cut off");
      }
      read.append((char) b);
    }
  }
}
