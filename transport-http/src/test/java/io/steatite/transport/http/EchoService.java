package io.steatite.transport.http;

import io.steatite.envelope.Body;
import io.steatite.envelope.Fault;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.Operation;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.xml.namespace.QName;

/** A service that does what transports must cope with. */
public final class EchoService {
  public static final QName PAYLOAD = new QName("urn:test", "item", "t");

  /** What the one-way operation was told. */
  public final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  /** The stack of a client of it. */
  public static MessageStack client(SoapVersion version) {
    return MessageStack.builder().encoder(TextEncoder.of(version)).build();
  }

  public MessageStack stack(SoapVersion version) {
    return stack(TextEncoder.of(version));
  }

  /** A stack with that encoder, of one version. */
  public MessageStack stack(MessageEncoder encoder) {
    SoapVersion version = encoder.versions().iterator().next();
    return MessageStack.builder()
        .encoder(encoder)
        .dispatcher(
            Dispatcher.of(
                Operation.requestReply("urn:test:echo", EchoService::echo),
                Operation.requestReply(
                    "urn:test:stream", request -> Message.of(version, request.body())),
                Operation.requestReply(
                    "urn:test:count",
                    request -> request(version, "", Integer.toString(countItems(request)))),
                Operation.requestReply(
                    "urn:test:large",
                    request -> Message.of(version, items(count(request), Integer.MAX_VALUE))),
                Operation.requestReply(
                    "urn:test:breaks-early", request -> Message.of(version, items(1000, 10))),
                Operation.requestReply(
                    "urn:test:breaks-late", request -> Message.of(version, items(9000, 8000))),
                Operation.requestReply("urn:test:foreign", EchoService::foreign),
                Operation.requestReply("urn:test:sender-fault", EchoService::senderFault),
                Operation.requestReply(
                    "urn:test:fails",
                    request -> {
                      throw new IllegalStateException("secret");
                    }),
                Operation.requestReply(
                    "urn:test:ignores", request -> request(request.version(), "", "ignored")),
                Operation.requestReply("urn:test:sleeps", EchoService::sleep),
                Operation.oneWay("urn:test:tell", request -> told.add(text(request)))))
        .build();
  }

  private static Message echo(Message request) throws Exception {
    return Message.of(request.version(), request.body().buffer());
  }

  /** As a reply that streams out of what another service answered, and that is broken. */
  private static Message foreign(Message request) {
    return Message.of(
        request.version(),
        Body.of(
            PAYLOAD,
            writer -> {
              throw new MalformedMessageException("secret");
            }));
  }

  private static Message senderFault(Message request) {
    throw Fault.sender("Not like that").asException();
  }

  private static Message sleep(Message request) throws Exception {
    Thread.sleep(60_000);
    return echo(request);
  }

  /** So many elements of 100 characters; at one of them, writing fails. */
  public static Body items(int count, int failingAt) {
    String text = "0123456789".repeat(10);
    return Body.of(
        PAYLOAD,
        writer -> {
          for (int i = 0; i < count; i++) {
            if (i == failingAt) {
              throw new IllegalStateException("secret");
            }
            writer.writeStartElement("i");
            writer.writeCharacters(text);
            writer.writeEndElement();
          }
        });
  }

  private static int count(Message request) throws Exception {
    return Integer.parseInt(text(request));
  }

  public static String text(Message message) throws Exception {
    return message.body().reader().getElementText();
  }

  /** How many {@code i} there are. */
  public static int countItems(Message message) throws Exception {
    var reader = message.body().reader();
    int items = 0;
    while (reader.hasNext()) {
      if (reader.next() == javax.xml.stream.XMLStreamConstants.START_ELEMENT) {
        items++;
      }
    }
    return items;
  }

  public static Message request(SoapVersion version, String action, String text) {
    return Message.of(version, Body.of(PAYLOAD, text)).withAction(action);
  }

  public static String envelope(SoapVersion version, String body) {
    return "<s:Envelope xmlns:s='%s'><s:Body>%s</s:Body></s:Envelope>"
        .formatted(version.namespace(), body);
  }
}
