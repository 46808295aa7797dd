package io.steatite.benchmarks;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.attachment.AttachmentSerializer;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.jaxb.attachment.JAXBAttachmentMarshaller;
import org.apache.cxf.jaxb.attachment.JAXBAttachmentUnmarshaller;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.staxutils.StaxUtils;

/** CXF's attachments with StAX by hand around them; no chain, no data binding, limits raised. */
public final class CxfPackages implements PackageContender {
  @Override
  public void decode(InputStream in, String contentType, Sink sink)
      throws IOException, XMLStreamException {
    Message message = new SoapMessage(Soap12.getInstance());
    message.put(Message.CONTENT_TYPE, contentType);
    message.put(AttachmentDeserializer.ATTACHMENT_MAX_SIZE, Long.toString(1L << 30));
    message.put(AttachmentDeserializer.ATTACHMENT_MAX_COUNT, "1000");
    message.setContent(InputStream.class, in);
    new AttachmentDeserializer(message).initializeAttachments();
    JAXBAttachmentUnmarshaller files = new JAXBAttachmentUnmarshaller(message.getAttachments());
    XMLStreamReader reader =
        StaxUtils.createXMLStreamReader(message.getContent(InputStream.class), "UTF-8");
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT
          && reader.getLocalName().equals("Include")) {
        String href = reader.getAttributeValue(null, "href");
        try (InputStream file = files.getAttachmentAsDataHandler(href).getInputStream()) {
          sink.take(file);
        }
      }
    }
    StaxUtils.close(reader);
  }

  @Override
  public String encode(byte[] file, OutputStream out) throws IOException, XMLStreamException {
    List<Attachment> files = new ArrayList<>();
    return write(
        files,
        marshaller(files)
            .addMtomAttachment(file, 0, file.length, UploadedFiles.TYPE, Workload.APP, "File"),
        out);
  }

  @Override
  public String encode(DataSource file, OutputStream out) throws IOException, XMLStreamException {
    List<Attachment> files = new ArrayList<>();
    return write(
        files,
        marshaller(files).addMtomAttachment(new DataHandler(file), Workload.APP, "File"),
        out);
  }

  private static JAXBAttachmentMarshaller marshaller(List<Attachment> files) {
    JAXBAttachmentMarshaller marshaller = new JAXBAttachmentMarshaller(files, 0, true);
    marshaller.setXOPPackage(true);
    return marshaller;
  }

  private static String write(List<Attachment> files, String href, OutputStream out)
      throws IOException, XMLStreamException {
    Message message = new SoapMessage(Soap12.getInstance());
    message.put(Message.CONTENT_TYPE, "application/soap+xml");
    message.setContent(OutputStream.class, out);
    message.setAttachments(files);
    AttachmentSerializer serializer = new AttachmentSerializer(message);
    serializer.setXop(true);
    serializer.writeProlog();
    XMLStreamWriter writer = StaxUtils.createXMLStreamWriter(out, "UTF-8");
    writer.writeStartElement("s", "Envelope", Workload.SOAP);
    writer.writeNamespace("s", Workload.SOAP);
    writer.writeStartElement("s", "Body", Workload.SOAP);
    writer.writeStartElement("o", "Upload", Workload.APP);
    writer.writeNamespace("o", Workload.APP);
    writer.writeStartElement("o", "File", Workload.APP);
    writer.writeEmptyElement("xop", "Include", Workload.XOP);
    writer.writeAttribute("href", href);
    writer.writeNamespace("xop", Workload.XOP);
    writer.writeEndDocument();
    writer.close();
    serializer.writeAttachments();
    return (String) message.get(Message.CONTENT_TYPE);
  }
}
