package io.steatite.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The floor below everything else: the bare parser over a small envelope, no SOAP understood. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ParserFloorBenchmark {

  private static final String ENVELOPE =
      """
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
          xmlns:a="http://www.w3.org/2005/08/addressing">
        <s:Header>
          <a:Action s:mustUnderstand="1">urn:example:Echo</a:Action>
          <a:MessageID>urn:uuid:00000000-0000-0000-0000-000000000001</a:MessageID>
          <a:To s:mustUnderstand="1">http://localhost/echo</a:To>
        </s:Header>
        <s:Body><Echo xmlns="urn:example"><text>hello</text></Echo></s:Body>
      </s:Envelope>
      """;

  private final byte[] bytes = ENVELOPE.getBytes(UTF_8);
  private final XMLInputFactory factory = parserWithoutDtd();

  /** Reads all events, looks at none. */
  @Benchmark
  public int readSmallEnvelope() throws XMLStreamException {
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    int events = 0;
    while (reader.hasNext()) {
      events += reader.next();
    }
    reader.close();
    return events;
  }

  private static XMLInputFactory parserWithoutDtd() {
    XMLInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
