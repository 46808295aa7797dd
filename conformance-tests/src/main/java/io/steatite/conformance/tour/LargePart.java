package io.steatite.conformance.tour;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.MimeLimits;
import io.steatite.mtom.MtomEncoder;
import io.steatite.service.ServiceHost;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import javax.xml.stream.XMLStreamException;

/**
 * Sends a part that is much larger than the heap to the {@link EchoService} and compares the reply
 * byte by byte. Client and service run in this process. The service stores the part in a temporary
 * file until it has answered. For a part of 2 GiB:
 *
 * <pre>{@code
 * mvn -q -Ptour package -Dtour.main=io.steatite.conformance.tour.LargePart -Dtour.heap=64m \
 *     -Dtour.option=-Dpart.megabytes=2048
 * }</pre>
 */
public final class LargePart {
  private static final long MEGABYTE = 1 << 20;
  private static final long DEFAULT_MEGABYTES = 256;
  private static final long LIMIT = 4096 * MEGABYTE;
  private static final HttpLimits LIMITS =
      HttpLimits.builder()
          .body(LIMIT)
          .deadline(Duration.ofMinutes(20))
          .receiving(Duration.ofMinutes(20))
          .processing(Duration.ofMinutes(20))
          .sending(Duration.ofMinutes(20))
          .build();
  private static final MtomEncoder ENCODER =
      MtomEncoder.of(SoapVersion.SOAP_12)
          .withLimits(MimeLimits.builder().partBytes(LIMIT).storedBytes(LIMIT).build());

  private LargePart() {}

  /**
   * Runs the program, and exits with status 1 if the reply differs. The system property {@code
   * part.megabytes} sets the size of the part in MiB; the default is 256.
   */
  public static void main(String[] args) throws Exception {
    long size = Long.getLong("part.megabytes", DEFAULT_MEGABYTES) * MEGABYTE;
    long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
    long start = System.nanoTime();
    boolean same = isEchoed(new PatternContent(size));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "%d MiB there and back through a heap of %d MiB in %d ms: %s%n",
        size / MEGABYTE, heap, took.toMillis(), same ? "the same" : "NOT THE SAME");
    System.exit(same ? 0 : 1);
  }

  private static boolean isEchoed(PatternContent content) throws IOException, XMLStreamException {
    MessageStack client = MessageStack.builder().encoder(ENCODER).build();
    MessageStack service =
        MessageStack.builder().encoder(ENCODER).dispatcher(new EchoService().operations()).build();
    Message request =
        Message.of(
                SoapVersion.SOAP_12,
                Body.of(EchoService.name("EchoBinary"), w -> BinaryContent.write(w, content)))
            .withAction(EchoService.ECHO_BINARY);
    try (ServiceHost host =
            ServiceHost.builder().limits(LIMITS).endpoint("/echo", service).start();
        HttpSender sender = ApacheHttpSender.start(LIMITS, false);
        RequestChannel channel =
            HttpRequestChannel.to(host.address("/echo"), client, sender).withLimits(LIMITS);
        Message reply = channel.request(request).orThrow();
        InputStream echoed = BinaryContent.stream(reply.body().reader())) {
      return content.isSameAs(echoed);
    }
  }
}
