package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.steatite.addressing.AddressingVersion;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.LoopbackChannel;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.NotUnderstoodException;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.testing.RawHttp;
import io.steatite.transport.http.FaultStatus;
import io.steatite.transport.http.HttpLimits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a binding says reaches the stacks, channels and endpoints that are made from it. */
@Timeout(60)
class BindingTest {
  private static final QName PAYLOAD = new QName("urn:test", "payload", "t");
  private static final QName HEADER = new QName("urn:test", "header", "t");
  private static final String ECHO = "urn:test:echo";
  private static final URI ENDPOINT = URI.create("http://localhost/echo");

  private static Dispatcher echo(HeaderBlock... headers) {
    return Dispatcher.of(
        Operation.requestReply(
            ECHO,
            request -> {
              Message reply = request.reply(request.body().buffer());
              for (HeaderBlock header : headers) {
                reply = reply.withHeader(header);
              }
              return reply;
            }));
  }

  private static Message call(Binding binding, Dispatcher service, Message request)
      throws Exception {
    MessageStack client = binding.client(ENDPOINT);
    RequestChannel channel =
        client.channel(new LoopbackChannel(client.encoder(), binding.service(service)));
    return channel.request(request);
  }

  private static Message message(Binding binding, String text) {
    return Message.of(binding.soapVersion(), Body.of(PAYLOAD, text)).withAction(ECHO);
  }

  @Test
  void aCopyLeavesTheOriginalAsItIs() throws Exception {
    Binding binding = Binding.wsHttp();
    Binding limited = binding.withXmlLimits(XmlLimits.builder().depth(3).build());
    Body deep =
        Body.of(
            PAYLOAD,
            writer -> {
              for (int i = 0; i < 5; i++) {
                writer.writeStartElement("x");
              }
              for (int i = 0; i < 5; i++) {
                writer.writeEndElement();
              }
            });
    Message request = Message.of(SoapVersion.SOAP_12, deep).withAction(ECHO);

    assertThat(call(binding, echo(), request).isFault()).isFalse();
    assertThat(limited).hasToString(binding.toString());
    Throwable refused = catchThrowable(() -> call(limited, echo(), request).orThrow());
    assertThat(refused).hasMessageContaining("XmlLimits.depth = 3");
  }

  @Test
  void aThresholdDecidesWhatBecomesAPart() {
    assertThat(Binding.wsHttp().withMtom().withMtomThreshold(5).service(echo()).toString())
        .contains("parts from 5 bytes");
    assertThatThrownBy(() -> Binding.wsHttp().withMtomThreshold(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void headersTheApplicationUnderstandsAreNoReasonToRefuseAReply() throws Exception {
    Dispatcher service = echo(HeaderBlock.of(HEADER, "x").withMustUnderstand(true));
    Binding binding = Binding.wsHttp();

    assertThatThrownBy(() -> call(binding, service, message(binding, "a")))
        .isInstanceOf(NotUnderstoodException.class);
    assertThat(
            call(binding.withUnderstood(HEADER), service, message(binding, "a"))
                .headers()
                .find(HEADER))
        .isPresent();
  }

  @Test
  void layersRunAboveAddressingInTheOrderTheyWereAdded() throws Exception {
    List<String> seen = new ArrayList<>();
    Binding binding = Binding.wsHttp().withLayer(new Tracing("upper", seen));
    Binding both = binding.withLayer(new Tracing("lower", seen));

    call(both, echo(), message(both, "a"));

    assertThat(seen).containsExactly("lower " + ECHO, "upper " + ECHO);
  }

  /** Says what it sees of requests that come in. */
  private record Tracing(String name, List<String> seen) implements Layer {
    @Override
    public boolean understands(QName header) {
      return false;
    }

    @Override
    public MessageHandler handler(MessageHandler next) {
      return exchange -> {
        seen.add(name + ' ' + exchange.request().action().orElse("nothing"));
        return next.handle(exchange);
      };
    }

    @Override
    public RequestChannel channel(RequestChannel next) {
      return next;
    }
  }

  @Test
  void aRequestWithoutMessageIdIsTakenWhereThatIsChosen() throws Exception {
    Binding strict = Binding.of(SoapVersion.SOAP_12).withAddressing(AddressingVersion.WSA_2004_08);
    Binding lenient = strict.withMessageIdRequired(false).withReplyToRequired(false);
    Message request =
        message(strict, "a")
            .withHeader(HeaderBlock.of(AddressingVersion.WSA_2004_08.name("Action"), ECHO))
            .withHeader(
                HeaderBlock.of(AddressingVersion.WSA_2004_08.name("To"), ENDPOINT.toString()));

    assertThat(raw(strict, request).isFault()).isTrue();
    assertThat(raw(strict.withMessageIdRequired(false), request).isFault()).isTrue();
    assertThat(raw(lenient, request).isFault()).isFalse();
  }

  /** Sends a message as it is. */
  private static Message raw(Binding binding, Message request) throws Exception {
    MessageStack service = binding.service(echo());
    return new LoopbackChannel(service.encoder(), service).request(request);
  }

  @Test
  void limitsAndStatusOfABindingHoldAtItsEndpoint() throws Exception {
    Binding binding = Binding.wsHttp();
    Dispatcher failing =
        Dispatcher.of(
            Operation.requestReply(
                ECHO,
                request -> {
                  throw Fault.sender("no").asException();
                }));
    try (ServiceHost host =
        ServiceHost.builder()
            .endpoint("/default", binding, failing)
            .endpoint("/400", binding.withFaultStatus(FaultStatus.SENDER_400), failing)
            .endpoint(
                "/small", binding.withHttpLimits(HttpLimits.builder().body(100).build()), failing)
            .start()) {
      assertThat(status(host, "/default")).isEqualTo(500);
      assertThat(status(host, "/400")).isEqualTo(400);
      assertThat(status(host, "/small")).isEqualTo(413);
    }
  }

  private static int status(ServiceHost host, String path) throws Exception {
    byte[] body =
        ("<s:Envelope xmlns:s='"
                + SoapVersion.SOAP_12.namespace()
                + "'>"
                + " ".repeat(200)
                + "<s:Body/></s:Envelope>")
            .getBytes(StandardCharsets.UTF_8);
    return RawHttp.exchange(host.socketAddress(), RawHttp.post(path, "application/soap+xml", body))
        .status();
  }
}
