package io.steatite.benchmarks;

import com.ctc.wstx.stax.WstxOutputFactory;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Decoding and encoding a small addressed envelope, beside Woodstox used by hand on the same bytes
 * for the same answers. Decoding means: Action, To, MessageID and the first element of the body are
 * known; the rest of the body is still on the stream.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SmallEnvelopeBenchmark {
  private final TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12);
  private final MediaType mediaType = MediaType.parse("application/soap+xml; charset=utf-8");
  private final Message message = SmallEnvelope.message();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
  private final XMLInputFactory inputFactory = ByHand.inputFactory();
  private final XMLOutputFactory outputFactory = new WstxOutputFactory();
  private byte[] bytes = {};

  /** Makes the bytes, and checks that both sides write the same ones. */
  @Setup
  public void setUp() throws IOException, XMLStreamException {
    encodeSteatite();
    bytes = out.toByteArray();
    encodeWoodstox();
    if (!Arrays.equals(out.toByteArray(), bytes)) {
      throw new IllegalStateException("By hand it is another message: " + out);
    }
  }

  /** Through the text encoder. */
  @Benchmark
  public void decodeSteatite(Blackhole hole) throws IOException {
    try (Message decoded = encoder.decode(new ByteArrayInputStream(bytes), mediaType)) {
      hole.consume(decoded.headers().find(SmallEnvelope.WSA, "Action").get().text());
      hole.consume(decoded.headers().find(SmallEnvelope.WSA, "To").get().text());
      hole.consume(decoded.headers().find(SmallEnvelope.WSA, "MessageID").get().text());
      hole.consume(decoded.body().payload());
    }
  }

  /** By hand. */
  @Benchmark
  public void decodeWoodstox(Blackhole hole) throws XMLStreamException {
    XMLStreamReader reader =
        inputFactory.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
    boolean inBody = false;
    while (!inBody) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "Action", "To", "MessageID" -> hole.consume(reader.getElementText());
          case "Body" -> inBody = true;
          default -> {} // the ones nobody asked for
        }
      }
    }
    reader.nextTag();
    hole.consume(reader.getName());
    reader.close();
  }

  /** Through the text encoder. */
  @Benchmark
  public int encodeSteatite() throws IOException {
    out.reset();
    encoder.encode(message).writeTo(out);
    return out.size();
  }

  /** By hand. */
  @Benchmark
  public int encodeWoodstox() throws XMLStreamException {
    out.reset();
    XMLStreamWriter writer = outputFactory.createXMLStreamWriter(out, "UTF-8");
    writer.writeStartElement("s", "Envelope", SmallEnvelope.SOAP);
    writer.writeNamespace("s", SmallEnvelope.SOAP);
    writer.writeNamespace("a", SmallEnvelope.WSA);
    writer.writeStartElement("s", "Header", SmallEnvelope.SOAP);
    header(writer, "Action", SmallEnvelope.ACTION, true);
    header(writer, "MessageID", SmallEnvelope.MESSAGE_ID, false);
    writer.writeStartElement("a", "ReplyTo", SmallEnvelope.WSA);
    header(writer, "Address", SmallEnvelope.ANONYMOUS, false);
    writer.writeEndElement();
    header(writer, "To", SmallEnvelope.TO, true);
    writer.writeEndElement();
    writer.writeStartElement("s", "Body", SmallEnvelope.SOAP);
    body(writer);
    writer.writeEndElement();
    writer.writeEndElement();
    writer.close();
    return out.size();
  }

  private static void header(
      XMLStreamWriter writer, String localName, String text, boolean mustUnderstand)
      throws XMLStreamException {
    writer.writeStartElement("a", localName, SmallEnvelope.WSA);
    if (mustUnderstand) {
      writer.writeAttribute("s", SmallEnvelope.SOAP, "mustUnderstand", "1");
    }
    writer.writeCharacters(text);
    writer.writeEndElement();
  }

  private static void body(XMLStreamWriter writer) throws XMLStreamException {
    writer.writeStartElement("o", "Place", SmallEnvelope.APP);
    writer.writeNamespace("o", SmallEnvelope.APP);
    SmallEnvelope.items(writer, SmallEnvelope.ITEM_NUMBERS);
    writer.writeEndElement();
  }
}
