package io.steatite.conformance.mtom;

import static io.steatite.conformance.mtom.HandMade.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.conformance.tour.EchoService;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.Attachments;
import io.steatite.mtom.MtomEncoder;
import io.steatite.service.ServiceHost;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hostile packages get a fault that says nothing of the inside, leave no file, and make nobody
 * connect anywhere; read by us as replies they are refused likewise.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostilePackagesTest {
  private static final Pattern INSIDE =
      Pattern.compile("Exception|\\.java|java\\.|org\\.|com\\.ctc|io\\.steatite|root:|/tmp");
  private static final long SEED = 20221108;

  @TempDir Path directory;

  private ServerSocket canary;
  private ServiceHost host;

  @BeforeEach
  void start() throws IOException {
    canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    canary.setSoTimeout(20);
    ServiceHost.Builder builder = ServiceHost.builder();
    for (SoapVersion version : SoapVersion.values()) {
      MessageStack stack =
          MessageStack.builder()
              .dispatcher(new EchoService().operations())
              .encoder(encoder(version))
              .build();
      builder.endpoint("/" + version.name(), stack);
    }
    host = builder.start();
  }

  private MtomEncoder encoder(SoapVersion version) {
    return MtomEncoder.of(version)
        .withLimits(HostilePackages.LIMITS)
        .withTemporaryDirectory(directory);
  }

  /** Once the host is closed no call is under way that might still have files. */
  @AfterEach
  void nothingIsLeftAndNobodyCalled() throws IOException {
    host.close();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
    assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
    canary.close();
  }

  private Map<String, String> packages(SoapVersion version) {
    return HostilePackages.of(version, "http://127.0.0.1:" + canary.getLocalPort() + "/canary");
  }

  private Received post(SoapVersion version, byte[] body) throws IOException {
    byte[] request = RawHttp.post("/" + version.name(), HandMade.type(version), body);
    return RawHttp.exchange(host.socketAddress(), request);
  }

  @ParameterizedTest
  @EnumSource
  void areAnsweredWithAFaultOfTheSender(SoapVersion version) throws IOException {
    String sender = version == SoapVersion.SOAP_12 ? "s:Sender" : "s:Client";
    for (Map.Entry<String, String> hostile : packages(version).entrySet()) {
      Received answer = post(version, bytes(hostile.getValue()));
      assertThat(answer.status()).as(hostile.getKey()).isEqualTo(500);
      assertThat(answer.text())
          .as(hostile.getKey())
          .containsPattern(sender + "<|VersionMismatch<")
          .doesNotContainPattern(INSIDE);
    }
    assertThat(post(version, bytes(HandMade.echo(version, "x"))).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void mutatedAreAnsweredInOneWayOrAnother(SoapVersion version) throws IOException {
    byte[] good = bytes(HandMade.echo(version, "some content"));
    for (MutatedBytes mutated : MutatedBytes.of(good, SEED, 300).toList()) {
      Received answer = post(version, mutated.bytes());
      assertThat(answer.status()).as(mutated.toString()).isIn(200, 400, 500);
      assertThat(answer.text()).as(mutated.toString()).doesNotContainPattern(INSIDE);
    }
  }

  /** Whatever is done with the message, and however slowly it comes: the very same limits. */
  @ParameterizedTest
  @EnumSource
  void areRefusedOnEveryWayIn(SoapVersion version) throws Exception {
    for (Map.Entry<String, String> hostile : packages(version).entrySet()) {
      byte[] bytes = bytes(hostile.getValue());
      for (Reading reading : List.<Reading>of(this::readBinary, this::buffer, this::copy)) {
        assertThatThrownBy(() -> read(version, new ByteArrayInputStream(bytes), reading))
            .as(hostile.getKey())
            .hasMessageNotContaining("/tmp");
      }
      if (bytes.length < 20_000) {
        InputStream slow = ThrottledInputStream.of(bytes, 3, SEED);
        assertThatThrownBy(() -> read(version, slow, this::readBinary)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutationsOfHostilePackagesLeaveNothing(SoapVersion version) throws IOException {
    for (Map.Entry<String, String> hostile : packages(version).entrySet()) {
      byte[] bytes = bytes(hostile.getValue());
      if (bytes.length < 10_000) {
        for (MutatedBytes mutated : MutatedBytes.of(bytes, SEED, 20).toList()) {
          for (Reading reading : List.<Reading>of(this::readBinary, this::attachments)) {
            readWhateverComes(version, mutated.bytes(), reading);
          }
        }
      }
    }
  }

  private void readWhateverComes(SoapVersion version, byte[] bytes, Reading reading)
      throws IOException {
    try {
      read(version, new ByteArrayInputStream(bytes), reading);
    } catch (Exception e) {
      assertThat(e.getClass().getPackageName()).startsWith("io.steatite");
    }
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private interface Reading {
    void of(Message message) throws Exception;
  }

  private void read(SoapVersion version, InputStream in, Reading reading) throws Exception {
    try (Message message = encoder(version).decode(in, MediaType.parse(HandMade.type(version)))) {
      reading.of(message);
    }
  }

  private void readBinary(Message message) throws Exception {
    var reader = message.body().reader();
    try (InputStream in = BinaryContent.read(reader).getInputStream()) {
      in.readAllBytes();
    }
    message.requireEnd();
  }

  private void buffer(Message message) throws Exception {
    message.body().buffer();
  }

  private void copy(Message message) throws Exception {
    encoder(message.version()).encode(message).writeTo(OutputStream.nullOutputStream());
  }

  private void attachments(Message message) throws Exception {
    Attachments.of(message).orElseThrow().all();
    message.body().buffer();
  }

  /** SEC-13: the client goes away in the middle of a part that is on its way to a file. */
  @ParameterizedTest
  @EnumSource
  void aClientThatGoesAwayLeavesNothing(SoapVersion version) throws IOException {
    byte[] request =
        RawHttp.post(
            "/" + version.name(),
            HandMade.type(version),
            bytes(HandMade.echo(version, "x".repeat(40_000))));
    for (int cut : new int[] {400, 1500, 20_000, request.length - 3}) {
      try (Socket socket = new Socket()) {
        socket.connect(host.socketAddress(), 5000);
        socket.getOutputStream().write(request, 0, cut);
        socket.getOutputStream().flush();
      }
    }
  }

  /** SEC-20: a text has no parts, so an xop:Include in it is an element like any other. */
  @ParameterizedTest
  @EnumSource
  void anIncludeInATextIsNeverResolved(SoapVersion version) throws IOException {
    String href = "http://127.0.0.1:" + canary.getLocalPort() + "/canary";
    for (String include :
        List.of(HandMade.include(href, ""), HandMade.include("file:///etc/passwd", ""))) {
      byte[] text = bytes(HandMade.envelope(version, include));
      Received answer =
          RawHttp.exchange(
              host.socketAddress(),
              RawHttp.post("/" + version.name(), version.mediaType() + "; charset=utf-8", text));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).doesNotContainPattern(INSIDE);
    }
  }

  /** SEC-14, SEC-20: nobody looks into what is no SOAP at all. */
  @Test
  void otherMultipartTypesAreNotRead() throws IOException {
    String body = HandMade.echo(SoapVersion.SOAP_12, "x");
    for (String type :
        List.of(
            "multipart/form-data; boundary=\"" + HandMade.BOUNDARY + '"',
            "multipart/mixed; boundary=\"" + HandMade.BOUNDARY + '"',
            "multipart/related; type=\"text/html\"; boundary=\"" + HandMade.BOUNDARY + '"',
            "application/xop+xml",
            "text/html")) {
      Received answer =
          RawHttp.exchange(host.socketAddress(), RawHttp.post("/SOAP_12", type, bytes(body)));
      assertThat(answer.status()).as(type).isEqualTo(415);
    }
  }

  /** SEC-17. */
  @Test
  void impossibleBoundariesAreRefused() throws IOException {
    String body = HandMade.echo(SoapVersion.SOAP_12, "x");
    for (String boundary : List.of("", " ", "b".repeat(71), "b\\\"", "\u00e9", "{b}")) {
      String type = "multipart/related; type=\"application/xop+xml\"; boundary=\"" + boundary + '"';
      Received answer =
          RawHttp.exchange(host.socketAddress(), RawHttp.post("/SOAP_12", type, bytes(body)));
      assertThat(answer.status()).as(boundary).isEqualTo(500);
      assertThat(answer.text()).contains("boundary");
    }
  }
}
