package io.steatite.conformance.tour;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.MtomEncoder;
import io.steatite.service.Binding;
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
 * Sends a part much larger than the heap to the {@link EchoService} and compares what comes back,
 * byte by byte, all in one small process.
 */
public final class LargePart {
  private static final long MEGABYTE = 1 << 20;
  private static final long DEFAULT_SIZE = 256 * MEGABYTE;
  private static final HttpLimits LIMITS =
      HttpLimits.builder().body(4096 * MEGABYTE).deadline(Duration.ofMinutes(10)).build();

  private LargePart() {}

  /**
   * Runs, and ends with status 1 if anything deviates.
   *
   * @param args the size of the part in bytes; 256 MiB without
   */
  public static void main(String[] args) throws Exception {
    long size = args.length > 0 ? Long.parseLong(args[0]) : DEFAULT_SIZE;
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
    Binding binding = Binding.of(SoapVersion.SOAP_12).mtom();
    MessageStack stack =
        MessageStack.builder().encoder(MtomEncoder.of(TextEncoder.of(SoapVersion.SOAP_12))).build();
    Message request =
        Message.of(
                SoapVersion.SOAP_12,
                Body.of(EchoService.name("EchoBinary"), w -> BinaryContent.write(w, content)))
            .withAction(EchoService.ECHO_BINARY);
    try (ServiceHost host =
            ServiceHost.builder()
                .limits(LIMITS)
                .endpoint("/echo", binding, new EchoService().operations())
                .start();
        HttpSender sender = ApacheHttpSender.start(LIMITS, false);
        RequestChannel channel =
            HttpRequestChannel.to(host.address("/echo"), stack, sender).withLimits(LIMITS);
        Message reply = channel.request(request).orThrow();
        InputStream echoed = BinaryContent.read(reply.body().reader()).getInputStream()) {
      return content.isSameAs(echoed);
    }
  }
}
