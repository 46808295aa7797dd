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

/** The service of the tour: gives back text and binary content, takes notes. */
public final class EchoService {
  /** The namespace of its messages. */
  public static final String NAMESPACE = "urn:steatite:echo";

  /** Gives back the text it is sent. */
  public static final String ECHO = NAMESPACE + ":Echo";

  /** Gives back the binary content it is sent. */
  public static final String ECHO_BINARY = NAMESPACE + ":EchoBinary";

  /** Takes a note and does not answer. */
  public static final String NOTIFY = NAMESPACE + ":Notify";

  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

  /** The qualified name of a message of this service. */
  public static QName name(String localName) {
    return new QName(NAMESPACE, localName, "e");
  }

  /** The operations of the service. */
  public Dispatcher operations() {
    return Dispatcher.of(
        Operation.requestReply(ECHO, EchoService::echo).withPayload(name("Echo")),
        Operation.requestReply(ECHO_BINARY, EchoService::echoBinary)
            .withPayload(name("EchoBinary")),
        Operation.oneWay(NOTIFY, this::take).withPayload(name("Notify")));
  }

  /** The notes taken, as they come in. */
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

  private void take(Message message) throws XMLStreamException {
    notes.add(message.body().reader().getElementText());
  }
}
