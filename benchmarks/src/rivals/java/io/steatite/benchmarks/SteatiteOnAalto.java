package io.steatite.benchmarks;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.aalto.stax.OutputFactoryImpl;
import io.steatite.envelope.EnvelopeReader;
import io.steatite.envelope.EnvelopeWriter;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.XmlLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLOutputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.XMLStreamWriter2;

/** Our envelopes on Aalto's readers and writers, which know none of the limits of Woodstox. */
public final class SteatiteOnAalto extends Steatite {
  private final XMLInputFactory2 inputFactory = new InputFactoryImpl();
  private final XMLOutputFactory2 outputFactory = new OutputFactoryImpl();

  /** As {@link java.util.ServiceLoader} makes it. */
  public SteatiteOnAalto() {
    inputFactory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    inputFactory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
  }

  @Override
  Message read(byte[] bytes) throws IOException, XMLStreamException {
    XMLStreamReader2 reader =
        (XMLStreamReader2)
            inputFactory.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8");
    return EnvelopeReader.read(
        reader, XmlLimits.DEFAULT, Set.of(SoapVersion.SOAP_12), () -> close(reader));
  }

  private static void close(XMLStreamReader2 reader) throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  @Override
  void write(Message message, OutputStream out) throws XMLStreamException {
    XMLStreamWriter2 writer =
        (XMLStreamWriter2) outputFactory.createXMLStreamWriter(out, "UTF-8");
    EnvelopeWriter.write(message, writer);
    writer.close();
  }
}
