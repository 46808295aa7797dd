package io.steatite.benchmarks;

import com.ctc.wstx.stax.WstxOutputFactory;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.xml.namespace.QName;
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

/** A body of a thousand items, about 100 KB: read through to the end, and written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LargeTextBenchmark {
  private static final int ITEMS = 1000;

  private final TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12);
  private final MediaType mediaType = MediaType.parse("application/soap+xml; charset=utf-8");
  private final XMLInputFactory inputFactory = ByHand.inputFactory();
  private final XMLOutputFactory outputFactory = new WstxOutputFactory();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
  private final String[] numbers = new String[ITEMS];
  private byte[] bytes = {};

  /**
   * Makes the bytes, and checks that both sides write the same ones and read the same out of them.
   */
  @Setup
  public void setUp() throws IOException, XMLStreamException {
    Arrays.setAll(numbers, i -> Integer.toString(100_000 + i));
    encodeSteatite();
    bytes = out.toByteArray();
    encodeWoodstox();
    if (!Arrays.equals(out.toByteArray(), bytes) || decodeSteatite() != decodeWoodstox()) {
      throw new IllegalStateException("By hand it is another message: " + out);
    }
  }

  /** Through the text encoder. */
  @Benchmark
  public int decodeSteatite() throws IOException, XMLStreamException {
    try (Message message = encoder.decode(new ByteArrayInputStream(bytes), mediaType)) {
      return walk(message.body().reader());
    }
  }

  /** By hand. */
  @Benchmark
  public int decodeWoodstox() throws XMLStreamException {
    XMLStreamReader reader =
        inputFactory.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
    while (reader.next() != XMLStreamConstants.START_ELEMENT
        || !reader.getLocalName().equals("Body")) {
      // on to the body
    }
    reader.nextTag();
    int sum = walk(reader);
    reader.close();
    return sum;
  }

  /** The same for both: every name, attribute and text is looked at. */
  private static int walk(XMLStreamReader reader) throws XMLStreamException {
    int sum = 0;
    for (int event = reader.getEventType();
        event != XMLStreamConstants.END_DOCUMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          sum += reader.getAttributeValue(i).length();
        }
      } else if (event == XMLStreamConstants.CHARACTERS) {
        sum += reader.getText().length();
      }
    }
    return sum;
  }

  /** Through the text encoder. */
  @Benchmark
  public int encodeSteatite() throws IOException {
    out.reset();
    Message message =
        Message.of(
            SoapVersion.SOAP_12, Body.of(new QName(SmallEnvelope.APP, "Place", "o"), this::items));
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
    writer.writeStartElement("s", "Body", SmallEnvelope.SOAP);
    writer.writeStartElement("o", "Place", SmallEnvelope.APP);
    writer.writeNamespace("o", SmallEnvelope.APP);
    items(writer);
    writer.writeEndElement();
    writer.writeEndElement();
    writer.writeEndElement();
    writer.close();
    return out.size();
  }

  private void items(XMLStreamWriter writer) throws XMLStreamException {
    SmallEnvelope.items(writer, numbers);
  }
}
