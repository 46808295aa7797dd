package io.steatite.benchmarks;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.mtom.MtomEncoder;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** Ours: through the MTOM encoder, all limits on; content is read as Stax2 has it. */
final class SteatitePackages implements PackageContender {
  private final MtomEncoder encoder = MtomEncoder.of(SoapVersion.SOAP_12);

  @Override
  public void decode(InputStream in, String contentType, Sink sink)
      throws IOException, XMLStreamException {
    try (Message message = encoder.decode(in, MediaType.parse(contentType))) {
      XMLStreamReader2 reader = message.body().reader();
      while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
        read(reader, sink);
      }
      message.requireEnd();
    }
  }

  private static void read(XMLStreamReader2 file, Sink sink) throws XMLStreamException {
    byte[] buffer = sink.buffer();
    for (int n; (n = file.readElementAsBinary(buffer, 0, buffer.length)) > 0; ) {
      sink.write(buffer, 0, n);
    }
    sink.endFile();
  }

  @Override
  public String encode(byte[] file, OutputStream out) throws IOException {
    return encode(BinaryContent.of(file), out);
  }

  @Override
  public String encode(DataSource file, OutputStream out) throws IOException {
    Body body =
        Body.of(
            Workload.UPLOAD,
            writer -> {
              writer.writeStartElement("o", "File", Workload.APP);
              BinaryContent.write(writer, file);
              writer.writeEndElement();
            });
    OutgoingEntity entity = encoder.encode(Message.of(SoapVersion.SOAP_12, body));
    String contentType = entity.mediaType().toString();
    entity.writeTo(out);
    return contentType;
  }
}
