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

/** Ours: through the MTOM encoder, all limits on; content is read by Stax2's typed access. */
class SteatitePackages implements PackageContender {
  private final MtomEncoder encoder = MtomEncoder.of(SoapVersion.SOAP_12);

  @Override
  public final void decode(InputStream in, String contentType, Sink sink)
      throws IOException, XMLStreamException {
    try (Message message = encoder.decode(in, MediaType.parse(contentType))) {
      read(message.body(), sink);
      message.requireEnd();
    }
  }

  /** Reads the files in the body into the sink. */
  void read(Body body, Sink sink) throws IOException, XMLStreamException {
    XMLStreamReader2 reader = body.reader();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      readFile(reader, sink);
    }
  }

  /** Reads the content of the current element into the sink. */
  void readFile(XMLStreamReader2 file, Sink sink) throws IOException, XMLStreamException {
    byte[] buffer = sink.buffer();
    for (int n; (n = file.readElementAsBinary(buffer, 0, buffer.length)) > 0; ) {
      sink.write(buffer, 0, n);
    }
    sink.endFile();
  }

  @Override
  public final String encode(byte[] file, OutputStream out) throws IOException {
    return encode(BinaryContent.of(file), out);
  }

  @Override
  public final String encode(DataSource file, OutputStream out) throws IOException {
    OutgoingEntity entity = encoder.encode(Message.of(SoapVersion.SOAP_12, body(file)));
    String contentType = entity.mediaType().toString();
    entity.writeTo(out);
    return contentType;
  }

  /** A body that holds one file. */
  Body body(DataSource file) {
    return Body.of(
        Workload.UPLOAD,
        writer -> {
          writer.writeStartElement("o", "File", Workload.APP);
          BinaryContent.write(writer, file);
          writer.writeEndElement();
        });
  }
}
