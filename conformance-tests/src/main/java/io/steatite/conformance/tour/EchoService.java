package io.steatite.conformance.tour;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** The service of the tour: echoes text and binary content, and collects one-way messages. */
public final class EchoService {
  /** The namespace of the messages of this service. */
  public static final String NAMESPACE = "urn:steatite:echo";

  /** The action of the request-reply operation that echoes text. */
  public static final String ECHO = NAMESPACE + ":Echo";

  /** The action of the request-reply operation that echoes binary content. */
  public static final String ECHO_BINARY = NAMESPACE + ":EchoBinary";

  /** The action of the one-way operation that collects a text. */
  public static final String NOTIFY = NAMESPACE + ":Notify";

  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

  /** Returns the qualified name of a payload of this service. */
  public static QName name(String localName) {
    return new QName(NAMESPACE, localName, "e");
  }

  /** Returns the operations of the service. */
  public Dispatcher operations() {
    return Dispatcher.of(
        Operation.requestReply(ECHO, EchoService::echo).withPayload(name("Echo")),
        Operation.requestReply(ECHO_BINARY, EchoService::echoBinary)
            .withPayload(name("EchoBinary")),
        Operation.oneWay(NOTIFY, this::collect).withPayload(name("Notify")));
  }

  /** Returns the texts of one-way messages in the order of their arrival; a live queue. */
  public BlockingQueue<String> notes() {
    return notes;
  }

  private static Message echo(Message request) throws XMLStreamException {
    String text = request.body().reader().getElementText();
    return request.reply(Body.of(name("EchoResponse"), text));
  }

  private static Message echoBinary(Message request) throws XMLStreamException {
    XMLStreamReader2 reader = request.body().reader();
    DataSource content = BinaryContent.read(reader);
    return request.reply(
        Body.of(name("EchoBinaryResponse"), writer -> BinaryContent.write(writer, content)));
  }

  private void collect(Message message) throws XMLStreamException {
    notes.add(message.body().reader().getElementText());
  }
}
