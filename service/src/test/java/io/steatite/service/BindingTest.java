package io.steatite.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.steatite.ResourceAccount;
import io.steatite.addressing.AddressingVersion;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.OutgoingEntity;
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
import io.steatite.transport.http.HttpMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The settings of a binding reach the stacks, channels and endpoints that are made from it. */
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
        client.channel(new LoopbackChannel(client.encoders().writing(), binding.service(service)));
    return channel.request(request);
  }

  private static Message message(Binding binding, String text) {
    return Message.of(binding.soapVersion(), Body.of(PAYLOAD, text)).withAction(ECHO);
  }

  @Test
  void changesMakeCopies() throws Exception {
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
  void mtomThresholdReachesTheEncoder() {
    assertThat(Binding.wsHttp().withMtom().withMtomThreshold(5).service(echo()).toString())
        .contains("parts from 5 bytes");
    assertThatThrownBy(() -> Binding.wsHttp().withMtomThreshold(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void replyWithUnderstoodMandatoryHeaderIsTaken() throws Exception {
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
  void requestWithoutMessageIdIsTakenUnlessRequired() throws Exception {
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
    return new LoopbackChannel(service.encoders().writing(), service).request(request);
  }

  @Test
  void limitsAndStatusReachTheEndpoint() throws Exception {
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

  @Test
  void customEncodersReplaceTheBuiltInOnes() throws Exception {
    Binding binding = Binding.of(SoapVersion.SOAP_12);
    MediaType secret = MediaType.parse("application/secret");
    MessageEncoder custom =
        new MessageEncoder() {
          @Override
          public Set<SoapVersion> versions() {
            return Set.of(SoapVersion.SOAP_12);
          }

          @Override
          public boolean canRead(MediaType mediaType) {
            return mediaType.is("application/secret");
          }

          @Override
          public Message decode(InputStream in, MediaType mediaType, ResourceAccount account)
              throws IOException {
            MediaType text = MediaType.parse("application/soap+xml");
            return binding.textEncoder().decode(in, text, account);
          }

          @Override
          public OutgoingEntity encode(Message message) {
            OutgoingEntity text = binding.textEncoder().encode(message);
            return new OutgoingEntity() {
              @Override
              public MediaType mediaType() {
                return secret;
              }

              @Override
              public void writeTo(OutputStream out) throws IOException {
                text.writeTo(out);
              }
            };
          }

          @Override
          public String toString() {
            return "secret";
          }
        };
    Binding customized = binding.withEncoders(custom, binding.textEncoder());
    assertThat(customized).hasToString("SOAP 1.2, no addressing, secret");
    MessageStack service = customized.service(echo());
    assertThat(service.encoders().writing()).isSameAs(custom);
    assertThat(service.encoders().reading(secret)).containsSame(custom);
    assertThat(service.encoders().reading(MediaType.parse("multipart/related"))).isEmpty();
    try (ServiceHost host =
            ServiceHost.builder().endpoint("/", customized, payloadService()).start();
        ClientChannel channel = customized.channel(host.address("/"));
        Message reply = channel.request(Body.of(PAYLOAD, "a")).orThrow()) {
      assertThat(HttpMessage.fields(reply).first("Content-Type")).contains("application/secret");
      assertThat(reply.body().reader().getElementText()).isEqualTo("a");
    }
  }

  private static Dispatcher payloadService() {
    return Dispatcher.of(
        Operation.requestReply(PAYLOAD, request -> request.reply(request.body().buffer())));
  }

  @Test
  void addressingSwitchesReachTheLayer() throws Exception {
    Binding binding =
        Binding.wsHttp()
            .withMessageIds(() -> "urn:uuid:mine")
            .withAddressingMustUnderstand(false)
            .withAddressFilter((to, receivedAt) -> to.equals("http://elsewhere.example/"))
            .withMessageIdMemory(id -> !id.equals("urn:uuid:mine"));
    MessageStack stack = binding.client(URI.create("http://elsewhere.example/"));
    List<Message> sent = new ArrayList<>();
    stack.channel(new Recording(sent)).send(message(binding, "a"));
    QName to = AddressingVersion.WSA_10.name("To");
    assertThat(sent.get(0).headers().find(to).orElseThrow().mustUnderstand()).isFalse();
    assertThat(sent.get(0).headers().find(AddressingVersion.WSA_10.name("MessageID")).orElseThrow())
        .extracting(HeaderBlock::text)
        .isEqualTo("urn:uuid:mine");
    Fault wrongTo = call(binding, echo(), message(binding, "a")).fault().orElseThrow();
    assertThat(wrongTo.code().toString()).contains("DestinationUnreachable");
    Binding forgetful = binding.withAddressFilter((to2, receivedAt) -> true);
    Fault repeated = call(forgetful, echo(), message(binding, "a")).fault().orElseThrow();
    assertThat(repeated.code().toString()).contains("InvalidAddressingHeader");
    Binding tolerant = Binding.wsHttp().withAddressingRequired(false);
    Binding plain = Binding.of(SoapVersion.SOAP_12);
    MessageStack client = plain.client(ENDPOINT);
    RequestChannel channel =
        client.channel(new LoopbackChannel(client.encoders().writing(), tolerant.service(echo())));
    channel.request(message(plain, "a")).orThrow().close();
  }

  /** A transport that keeps what is sent. */
  private record Recording(List<Message> sent) implements RequestChannel {
    @Override
    public Message request(Message request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void send(Message message) {
      sent.add(message);
    }

    @Override
    public void close() {}
  }
}
