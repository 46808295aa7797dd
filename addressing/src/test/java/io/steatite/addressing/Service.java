package io.steatite.addressing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.LoopbackChannel;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * A service with an addressing layer, called through real bytes, and helpers to build requests to
 * it.
 */
final class Service {
  static final String ADDRESS = "http://localhost/echo";
  static final String ECHO = "urn:echo";
  static final String FAIL = "urn:fail";
  static final String NOTIFY = "urn:notify";
  static final QName PAYLOAD = new QName("urn:test", "payload", "t");
  static final QName PARAMETER = new QName("urn:test", "session", "t");

  final Versions versions;
  final List<Message> received = new ArrayList<>();
  private final MessageStack stack;

  Service(Versions versions) {
    this(versions, AddressingLayer.builder(versions.wsa()));
  }

  Service(Versions versions, AddressingLayer.Builder layer) {
    this.versions = versions;
    this.stack =
        MessageStack.builder()
            .dispatcher(
                Dispatcher.of(
                    Operation.requestReply(ECHO, this::echo),
                    Operation.requestReply(FAIL, this::fail),
                    Operation.oneWay(NOTIFY, received::add)))
            .layer(layer.build())
            .encoder(encoder(versions))
            .build();
  }

  static TextEncoder encoder(Versions versions) {
    return TextEncoder.of(versions.soap());
  }

  private Message echo(Message request) throws Exception {
    received.add(request);
    return Message.of(request.version(), request.body().buffer());
  }

  private Message fail(Message request) {
    throw Fault.sender("failed as asked").asException();
  }

  /** Returns a channel to the service without an addressing layer on the client side. */
  LoopbackChannel channel() {
    return new LoopbackChannel(encoder(versions), stack);
  }

  /** Returns a channel to the service with an addressing layer on the client side. */
  RequestChannel client() {
    return AddressingLayer.of(versions.wsa(), EndpointReference.of(ADDRESS)).channel(channel());
  }

  /** Returns the answer to a request with the given headers. */
  Message request(HeaderBlock... headers) throws IOException {
    return channel().request(message(headers));
  }

  /** Sends a one-way message with the given headers. */
  void send(HeaderBlock... headers) throws IOException {
    channel().send(message(headers));
  }

  /** Handles an exchange. */
  Reply handle(MessageExchange exchange) {
    return stack.handle(exchange);
  }

  /** Returns the answer to a request that was received at an address. */
  Message requestAt(URI address, HeaderBlock... headers) throws IOException {
    Message request = read(wire(message(headers), versions), versions);
    Reply reply = stack.handle(MessageExchange.of(request).withReceivedAt(address));
    return read(wire(((Reply.OfMessage) reply).message(), versions), versions);
  }

  /** Returns a message with the given headers. */
  Message message(HeaderBlock... headers) {
    return Message.of(versions.soap(), Body.of(PAYLOAD, "hello")).withHeaders(Headers.of(headers));
  }

  HeaderBlock header(String name, String text) {
    return HeaderBlock.of(versions.wsa().name(name), text);
  }

  HeaderBlock to() {
    return header("To", ADDRESS);
  }

  HeaderBlock action(String action) {
    return header("Action", action);
  }

  HeaderBlock messageId() {
    return header("MessageID", "urn:id:1");
  }

  HeaderBlock replyTo() {
    return reference("ReplyTo", EndpointReference.anonymous(versions.wsa()));
  }

  HeaderBlock reference(String name, EndpointReference reference) {
    return HeaderBlock.of(versions.wsa().name(name), reference.content(versions.wsa()));
  }

  /** Returns the headers of a valid request for an action, and the given ones. */
  HeaderBlock[] good(String action, HeaderBlock... more) {
    List<HeaderBlock> all = new ArrayList<>(List.of(action(action), messageId(), to()));
    boolean hasReplyTo =
        List.of(more).stream().anyMatch(block -> block.name().getLocalPart().equals("ReplyTo"));
    if (!hasReplyTo) {
      all.add(replyTo());
    }
    all.addAll(List.of(more));
    return all.toArray(HeaderBlock[]::new);
  }

  /** Returns the bytes of a message as text. */
  static String wire(Message message, Versions versions) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      encoder(versions).encode(message).writeTo(bytes);
      return bytes.toString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses a message. */
  static Message read(String wire, Versions versions) throws IOException {
    TextEncoder encoder = encoder(versions);
    Message empty = Message.of(versions.soap(), Body.empty());
    return encoder.decode(
        new ByteArrayInputStream(wire.getBytes(UTF_8)), encoder.encode(empty).mediaType());
  }

  /** Reads the addressing properties of a reply. */
  static MessageAddressingProperties properties(Message reply, Versions versions) {
    return AddressingHeaders.read(reply, SoapNode.ULTIMATE_RECEIVER, List.of(versions.wsa()))
        .properties();
  }

  /** Returns the local names of the headers of a message, in document order. */
  static List<String> names(Message message) {
    return message.headers().stream().map(block -> block.name().getLocalPart()).toList();
  }
}
