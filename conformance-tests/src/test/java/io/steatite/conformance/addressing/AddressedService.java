package io.steatite.conformance.addressing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.steatite.addressing.AddressingLayer;
import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.service.ServiceHost;
import io.steatite.testing.RawHttp;
import io.steatite.testing.RawHttp.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;

/**
 * A service with an endpoint for each pair of versions, spoken to with raw bytes: it echoes what it
 * is sent (an empty text is a fault), takes notifications, and keeps what came to its operations.
 */
final class AddressedService implements AutoCloseable {
  static final String ECHO = "http://example.org/action/echoIn";
  static final String ECHO_OUT = "http://example.org/action/echoOut";
  static final String NOTIFY = "http://example.org/action/notify";
  static final String FAULT = "http://example.org/action/fault";
  static final String NAMESPACE = "http://example.org/echo";
  static final QName EMPTY = new QName(NAMESPACE, "EmptyEchoString", "e");
  static final String MESSAGE_ID = "urn:uuid:4b1f2d63-0000-4000-8000-000000000001";

  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
  private final ServiceHost host;

  private AddressedService(Function<Versions, AddressingLayer> layers) throws IOException {
    ServiceHost.Builder builder = ServiceHost.builder();
    for (Versions versions : Versions.all().toList()) {
      builder.endpoint(versions.path(), stack(versions, layers.apply(versions)));
    }
    host = builder.start();
  }

  static AddressedService start(Function<Versions, AddressingLayer> layers) throws IOException {
    return new AddressedService(layers);
  }

  /** With the default settings. */
  static AddressedService start() throws IOException {
    return start(versions -> AddressingLayer.of(versions.wsa()));
  }

  private MessageStack stack(Versions versions, AddressingLayer layer) {
    return MessageStack.builder()
        .dispatcher(
            Dispatcher.of(
                Operation.requestReply(ECHO, this::echo).withReplyAction(ECHO_OUT),
                Operation.oneWay(NOTIFY, received::add)))
        .layer(layer)
        .encoder(TextEncoder.of(versions.soap()))
        .build();
  }

  private Message echo(Message request) throws XMLStreamException {
    received.add(request);
    String text = request.body().reader().getElementText();
    if (text.isEmpty()) {
      Fault fault =
          Fault.builder(FaultCode.SENDER.withSubcode(EMPTY), "There is nothing to echo").build();
      return Message.of(request.version(), fault).withAction(FAULT);
    }
    return request.reply(Body.of(new QName(NAMESPACE, "echoOut", "e"), text));
  }

  /** What came to the operations. */
  BlockingQueue<Message> received() {
    return received;
  }

  ServiceHost host() {
    return host;
  }

  String address(Versions versions) {
    return host.address(versions.path()).toString();
  }

  /** Sends an envelope with these headers and a text to be echoed. */
  Received post(Versions versions, String headers, String text, String... fields)
      throws IOException {
    byte[] body = envelope(versions, headers, text).getBytes(UTF_8);
    byte[] request = RawHttp.post(versions.path(), versions.soap().mediaType(), body, fields);
    return RawHttp.exchange(host.socketAddress(), request);
  }

  Received post(Versions versions, String headers) throws IOException {
    return post(versions, headers, "hello");
  }

  /** The prefix {@code a} is that of addressing, {@code s} that of SOAP, {@code c} a customer's. */
  static String envelope(Versions versions, String headers, String text) {
    return """
        <s:Envelope xmlns:s="%s" xmlns:a="%s" xmlns:c="http://example.org/customer">\
        <s:Header>%s</s:Header>\
        <s:Body><e:echoIn xmlns:e="%s">%s</e:echoIn></s:Body></s:Envelope>"""
        .formatted(
            versions.soap().namespace(), versions.wsa().namespace(), headers, NAMESPACE, text);
  }

  static String element(String name, String content) {
    return "<a:" + name + ">" + content + "</a:" + name + ">";
  }

  static String reference(String name, String address, String... more) {
    return element(name, element("Address", address) + String.join("", more));
  }

  String to(Versions versions) {
    return element("To", address(versions));
  }

  /** The headers of a good request, with some left out. */
  String good(Versions versions, String action, String... without) {
    return Stream.of("Action", "MessageID", "ReplyTo", "To")
        .filter(name -> !Stream.of(without).toList().contains(name))
        .map(
            name ->
                switch (name) {
                  case "Action" -> element(name, action);
                  case "MessageID" -> element(name, MESSAGE_ID);
                  case "ReplyTo" -> reference(name, versions.wsa().anonymous());
                  default -> to(versions);
                })
        .collect(Collectors.joining());
  }

  /** The message in an answer. */
  static Message message(Received answer) throws IOException {
    return message(answer.fields().get("content-type"), answer.text());
  }

  /** The message in a text of that media type. */
  static Message message(String contentType, String text) throws IOException {
    MediaType type = MediaType.parse(contentType);
    for (Versions versions : Versions.all().toList()) {
      TextEncoder encoder = TextEncoder.of(versions.soap());
      if (encoder.canRead(type)) {
        return encoder.decode(new ByteArrayInputStream(text.getBytes(UTF_8)), type);
      }
    }
    throw new AssertionError("No SOAP comes as " + contentType);
  }

  @Override
  public void close() {
    host.close();
  }
}
