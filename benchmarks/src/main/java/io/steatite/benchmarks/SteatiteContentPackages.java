package io.steatite.benchmarks;

import io.steatite.envelope.xml.BinaryContent;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** Ours: content is read as a {@code DataSource}, the way the recipes show first. */
final class SteatiteContentPackages extends SteatitePackages {
  @Override
  void readFile(XMLStreamReader2 file, Sink sink) throws IOException, XMLStreamException {
    try (InputStream in = BinaryContent.read(file).getInputStream()) {
      sink.take(in);
    }
  }
}
