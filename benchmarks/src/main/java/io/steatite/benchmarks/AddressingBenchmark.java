package io.steatite.benchmarks;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What the addressing layer costs: a request of 1.5 KB from its bytes through a service's stack to
 * the bytes of its reply, with the layer and, header for header the same request, without it.
 */
public class AddressingBenchmark extends StackBenchmark {
  private static final String[] NUMBERS = Workload.numbers(8);
  private static final MediaType TYPE = MediaType.parse("application/soap+xml; charset=utf-8");

  /** Whether the stack has the layer. */
  @Param({"false", "true"})
  public boolean addressing;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
  private final URI address = URI.create(Workload.REQUEST.to());
  private byte[] request = {};
  private MessageStack stack = stack(false);

  /** Checks that the reply is one, with addressing headers or without. */
  @Setup
  public void setUp() throws Exception {
    request = ByHand.woodstox().request();
    stack = stack(addressing);
    exchange();
    List<String> reply = Infoset.of(out.toByteArray());
    int relating = out.toString().indexOf(">" + Workload.REQUEST.messageId() + "<");
    boolean same =
        reply.size() == (addressing ? 4 : 1)
            && relating > 0 == addressing
            && reply.get(reply.size() - 1).startsWith("<" + Workload.PLACE);
    require(same, stack, out);
  }

  private static MessageStack stack(boolean addressing) {
    MessageStack.Builder stack =
        MessageStack.builder()
            .dispatcher(
                Dispatcher.of(
                    Operation.requestReply(Workload.REQUEST.action(), AddressingBenchmark::answer)
                        .withPayload(Workload.PLACE)))
            .encoder(TextEncoder.of(SoapVersion.SOAP_12));
    return addressing
        ? stack.layer(AddressingLayer.of(AddressingVersion.WSA_10)).build()
        : stack.understanding(Workload.ACTION, Workload.TO).build();
  }

  private static Message answer(Message request) throws XMLStreamException {
    Workload.walk(request.body().reader());
    return Message.of(
        request.version(), Body.of(Workload.PLACE, writer -> Workload.items(writer, NUMBERS)));
  }

  /** The work. */
  @Benchmark
  public int exchange() throws IOException {
    out.reset();
    try (Message message =
        stack.encoders().writing().decode(new ByteArrayInputStream(request), TYPE)) {
      Reply reply = stack.handle(MessageExchange.of(message).withReceivedAt(address));
      stack.encoders().encode(((Reply.OfMessage) reply).message().withAction(null)).writeTo(out);
    }
    return out.size();
  }
}
