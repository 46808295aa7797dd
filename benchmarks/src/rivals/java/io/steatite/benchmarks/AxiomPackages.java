package io.steatite.benchmarks;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import javax.xml.stream.XMLStreamException;
import org.apache.axiom.blob.Blob;
import org.apache.axiom.blob.Blobs;
import org.apache.axiom.ext.io.StreamCopyException;
import org.apache.axiom.mime.MultipartBody;
import org.apache.axiom.mime.PartBlob;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMOutputFormat;
import org.apache.axiom.om.OMText;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axiom.soap.SOAPFactory;
import org.apache.axiom.soap.SOAPModelBuilder;

/** Axiom's tree and its parts; each part is read from the stream, without preserving it. */
public final class AxiomPackages implements PackageContender {
  private final SOAPFactory factory = OMAbstractFactory.getSOAP12Factory();

  @Override
  public void decode(InputStream in, String contentType, Sink sink) throws IOException {
    MultipartBody parts =
        MultipartBody.builder().setInputStream(in).setContentType(contentType).build();
    SOAPModelBuilder builder = OMXMLBuilderFactory.createSOAPModelBuilder(parts);
    OMElement upload = builder.getSOAPEnvelope().getBody().getFirstElement();
    for (Iterator<OMElement> files = upload.getChildElements(); files.hasNext(); ) {
      Blob file = ((OMText) files.next().getFirstOMChild()).getBlob();
      try (InputStream content = ((PartBlob) file).getPart().getInputStream(false)) {
        sink.take(content);
      }
    }
    builder.close();
  }

  @Override
  public String encode(byte[] file, OutputStream out) throws XMLStreamException {
    return write(Blobs.createBlob(file), out);
  }

  @Override
  public String encode(DataSource file, OutputStream out) throws XMLStreamException {
    return write(new Streamed(file), out);
  }

  private String write(Blob file, OutputStream out) throws XMLStreamException {
    SOAPEnvelope envelope = factory.createSOAPEnvelope();
    OMElement upload = factory.createOMElement(Workload.UPLOAD);
    OMElement element = factory.createOMElement(Workload.FILE);
    element.addChild(factory.createOMText(file, true));
    upload.addChild(element);
    factory.createSOAPBody(envelope).addChild(upload);
    OMOutputFormat format = new OMOutputFormat();
    format.setSOAP11(false);
    format.setDoOptimize(true);
    format.setIgnoreXMLDeclaration(true);
    String contentType = format.getContentType();
    envelope.serializeAndConsume(out, format);
    return contentType;
  }

  private record Streamed(DataSource source) implements Blob {
    @Override
    public InputStream getInputStream() throws IOException {
      return source.getInputStream();
    }

    @Override
    public void writeTo(OutputStream out) throws StreamCopyException {
      byte[] buffer = new byte[16 << 10];
      try (InputStream in = getInputStream()) {
        for (int n; (n = in.read(buffer)) >= 0; ) {
          out.write(buffer, 0, n);
        }
      } catch (IOException e) {
        throw new StreamCopyException(StreamCopyException.READ, e);
      }
    }

    @Override
    public long getSize() {
      return -1;
    }
  }
}
