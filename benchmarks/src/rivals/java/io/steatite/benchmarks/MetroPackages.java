package io.steatite.benchmarks;

import com.sun.xml.ws.api.BindingID;
import com.sun.xml.ws.api.SOAPVersion;
import com.sun.xml.ws.api.WSBinding;
import com.sun.xml.ws.api.message.HeaderList;
import com.sun.xml.ws.api.message.Packet;
import com.sun.xml.ws.api.pipe.Codec;
import com.sun.xml.ws.api.pipe.Codecs;
import com.sun.xml.ws.developer.StreamingAttachmentFeature;
import com.sun.xml.ws.developer.StreamingDataHandler;
import com.sun.xml.ws.message.AttachmentSetImpl;
import com.sun.xml.ws.message.EmptyMessageImpl;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.ws.soap.MTOMFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jvnet.staxex.Base64Data;
import org.jvnet.staxex.XMLStreamReaderEx;
import org.jvnet.staxex.XMLStreamWriterEx;

/**
 * Metro's codec with its streaming of attachments, without tubes and JAXB; content is read once and
 * never goes through a file.
 */
public final class MetroPackages implements PackageContender {
  private final WSBinding binding =
      BindingID.SOAP12_HTTP.createBinding(new MTOMFeature(true, 0), new StreamingAttachmentFeature(null, false, -1));
  private final Codec codec = Codecs.createSOAPBindingCodec(binding.getFeatures());

  @Override
  public void decode(InputStream in, String contentType, Sink sink)
      throws IOException, XMLStreamException {
    Packet packet = new Packet();
    codec.decode(in, contentType, packet);
    XMLStreamReaderEx reader = (XMLStreamReaderEx) packet.getMessage().readPayload();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      reader.next();
      Base64Data file = (Base64Data) reader.getPCDATA();
      try (StreamingDataHandler content = (StreamingDataHandler) file.getDataHandler();
          InputStream stream = content.readOnce()) {
        sink.take(stream);
      }
      reader.nextTag();
    }
    reader.close();
  }

  @Override
  public String encode(byte[] file, OutputStream out) throws IOException {
    return write(writer -> writer.writeBinary(file, 0, file.length, UploadedFiles.TYPE), out);
  }

  @Override
  public String encode(DataSource file, OutputStream out) throws IOException {
    return write(writer -> writer.writeBinary(new DataHandler(file)), out);
  }

  private String write(Content content, OutputStream out) throws IOException {
    Packet packet = new Packet(new Upload(content));
    packet.setState(Packet.State.ClientRequest);
    return codec.encode(packet, out).getContentType();
  }

  private interface Content {
    void writeTo(XMLStreamWriterEx writer) throws XMLStreamException;
  }

  private static final class Upload extends EmptyMessageImpl {
    private final Content content;

    Upload(Content content) {
      super(new HeaderList(SOAPVersion.SOAP_12), new AttachmentSetImpl(), SOAPVersion.SOAP_12);
      this.content = content;
    }

    @Override
    public boolean hasPayload() {
      return true;
    }

    @Override
    public String getPayloadLocalPart() {
      return Workload.UPLOAD.getLocalPart();
    }

    @Override
    public String getPayloadNamespaceURI() {
      return Workload.UPLOAD.getNamespaceURI();
    }

    @Override
    public void writePayloadTo(XMLStreamWriter writer) throws XMLStreamException {
      writer.writeStartElement("o", "Upload", Workload.APP);
      writer.writeNamespace("o", Workload.APP);
      writer.writeStartElement("o", "File", Workload.APP);
      content.writeTo((XMLStreamWriterEx) writer);
      writer.writeEndElement();
      writer.writeEndElement();
    }
  }
}
