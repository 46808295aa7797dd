package io.steatite.benchmarks;

import com.ctc.wstx.stax.WstxInputFactory;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamReader2;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Reading and writing a small message with four addressing headers, each asked for by its name;
 * once with Steatite's text encoder, once with Woodstox used by hand.
 */
public class AddressedMessageBenchmark extends StackBenchmark {
  private static final QName REPLY_TO = new QName(Workload.WSA, "ReplyTo", "a");

  private final ByHand byHand = ByHand.woodstox();
  private final Steatite steatite = new Steatite();
  private final TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12);
  private final MediaType mediaType = MediaType.parse("application/soap+xml; charset=utf-8");
  private final XMLInputFactory inputFactory = new WstxInputFactory();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
  private byte[] request = {};

  /** What a receiver asks for: the texts of the four headers and the payload's name. */
  public record Found(String action, String messageId, String replyTo, String to, QName payload) {}

  /** Makes the request, and checks that both find and write the same. */
  @Setup
  public void setUp() throws Exception {
    inputFactory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    inputFactory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    request = byHand.request();
    require(decode().equals(decodeByHand()), "Steatite", decode());
    encodeByHand();
    List<String> written = Infoset.of(out.toByteArray());
    encode();
    require(Infoset.of(out.toByteArray()).equals(written), "Steatite", out);
  }

  /** Reads a request of 1.5 KB as far as the first tag in its body, with Woodstox. */
  @Benchmark
  public Found decodeByHand() throws XMLStreamException {
    XMLStreamReader reader =
        inputFactory.createXMLStreamReader(new ByteArrayInputStream(request), "UTF-8");
    String action = "";
    String messageId = "";
    String replyTo = "";
    String to = "";
    boolean inBody = false;
    while (!inBody) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "Action" -> action = reader.getElementText();
          case "MessageID" -> messageId = reader.getElementText();
          case "Address" -> replyTo = reader.getElementText();
          case "To" -> to = reader.getElementText();
          case "Body" -> inBody = true;
          default -> {} // a parent of one of these
        }
      }
    }
    reader.nextTag();
    Found found = new Found(action, messageId, replyTo, to, reader.getName());
    reader.close();
    return found;
  }

  /** Reads the same request as far, with Steatite. */
  @Benchmark
  public Found decode() throws IOException, XMLStreamException {
    try (Message message = encoder.decode(new ByteArrayInputStream(request), mediaType)) {
      return new Found(
          header(message, Workload.ACTION).text(),
          header(message, Workload.MESSAGE_ID).text(),
          address(header(message, REPLY_TO)),
          header(message, Workload.TO).text(),
          message.body().payload().orElseThrow());
    }
  }

  private static HeaderBlock header(Message message, QName name) {
    return message.headers().find(name).orElseThrow();
  }

  private static String address(HeaderBlock replyTo) throws XMLStreamException {
    XMLStreamReader2 reader = replyTo.content().reader();
    reader.nextTag();
    return reader.getElementText();
  }

  /** Writes a reply of 1 KB with four headers, with Woodstox. */
  @Benchmark
  public int encodeByHand() throws XMLStreamException {
    out.reset();
    byHand.encodeReply(out);
    return out.size();
  }

  /** Makes and writes the same reply, with Steatite. */
  @Benchmark
  public int encode() throws IOException, XMLStreamException {
    out.reset();
    steatite.encodeReply(out);
    return out.size();
  }
}
