package io.steatite.conformance.tour;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import jakarta.activation.FileDataSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;

/** Calls one endpoint of the {@link EchoService} and checks the replies. */
final class EchoClient {
  private static final int ARRIVAL_SECONDS = 10;

  private final SoapVersion version;
  private final RequestChannel channel;

  EchoClient(SoapVersion version, RequestChannel channel) {
    this.version = version;
    this.channel = channel;
  }

  /** A call with its checks; throws an exception if the call fails or a check does. */
  @FunctionalInterface
  interface Call {
    void run() throws Exception;
  }

  void echoText() throws Exception {
    String text = "Grüße aus Speckstein <&> 𝄞";
    try (Message reply = channel.request(request("Echo", EchoService.ECHO, text))) {
      String echoed = reply.orThrow().body().reader().getElementText();
      expect(echoed.equals(text), "echoed text is " + echoed);
    }
  }

  void echoFile(Path file) throws Exception {
    DataSource content = new FileDataSource(file.toFile());
    Message request =
        Message.of(
                version,
                Body.of(
                    EchoService.name("EchoBinary"), writer -> BinaryContent.write(writer, content)))
            .withAction(EchoService.ECHO_BINARY);
    try (Message reply = channel.request(request)) {
      DataSource echoed = BinaryContent.read(reply.orThrow().body().reader());
      expect(isSame(echoed, file), "the echoed file differs");
    }
  }

  private static boolean isSame(DataSource content, Path file) throws IOException {
    try (InputStream a = new BufferedInputStream(content.getInputStream());
        InputStream b = new BufferedInputStream(Files.newInputStream(file))) {
      int byteOfA;
      do {
        byteOfA = a.read();
        if (byteOfA != b.read()) {
          return false;
        }
      } while (byteOfA >= 0);
      return true;
    }
  }

  void notifyOnly(BlockingQueue<String> notes) throws Exception {
    channel.send(request("Notify", EchoService.NOTIFY, "a note"));
    String note = notes.poll(ARRIVAL_SECONDS, TimeUnit.SECONDS);
    expect("a note".equals(note), "the received text is " + note);
  }

  void unknownAction() throws Exception {
    Fault fault = faultOf(request("Echo", EchoService.NAMESPACE + ":Unknown", "x"));
    expect(
        fault.code().subcodes().stream()
            .map(QName::getLocalPart)
            .anyMatch("ActionNotSupported"::equals),
        "the fault is " + fault);
  }

  void unknownHeader() throws Exception {
    HeaderBlock header =
        HeaderBlock.of(new QName("urn:example:unknown", "Unknown", "u"), "?")
            .withMustUnderstand(true);
    Fault fault = faultOf(request("Echo", EchoService.ECHO, "x").withHeader(header));
    expect(fault.code().equals(FaultCode.MUST_UNDERSTAND), "the fault is " + fault);
  }

  private Message request(String payload, String action, String text) {
    return Message.of(version, Body.of(EchoService.name(payload), text)).withAction(action);
  }

  private Fault faultOf(Message request) throws IOException {
    try (Message reply = channel.request(request)) {
      return reply
          .fault()
          .orElseThrow(() -> new IllegalStateException("expected a fault, got " + reply));
    }
  }

  private static void expect(boolean condition, String deviation) {
    if (!condition) {
      throw new IllegalStateException(deviation);
    }
  }
}
