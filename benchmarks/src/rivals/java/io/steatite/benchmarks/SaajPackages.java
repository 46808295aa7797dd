package io.steatite.benchmarks;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.xml.soap.AttachmentPart;
import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.MimeHeaders;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPElement;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * SAAJ's reference implementation, which knows attachments but no XOP: the references between
 * elements and parts are made and followed by hand.
 */
public final class SaajPackages implements PackageContender {
  private final MessageFactory factory;

  /** As {@link java.util.ServiceLoader} makes it. */
  public SaajPackages() throws SOAPException {
    factory = MessageFactory.newInstance(SOAPConstants.SOAP_1_2_PROTOCOL);
  }

  @Override
  public void decode(InputStream in, String contentType, Sink sink)
      throws IOException, SOAPException {
    MimeHeaders headers = new MimeHeaders();
    headers.addHeader("Content-Type", contentType);
    SOAPMessage message = factory.createMessage(headers, in);
    Node upload = message.getSOAPBody().getFirstChild();
    Iterator<AttachmentPart> parts = message.getAttachments();
    for (Node file = upload.getFirstChild(); file != null; file = file.getNextSibling()) {
      String id = ((Element) file.getFirstChild()).getAttribute("href").substring("cid:".length());
      AttachmentPart part = parts.next();
      if (!part.getContentId().equals('<' + id + '>')) {
        throw new IOException("Expected " + id + ", found " + part.getContentId());
      }
      try (InputStream content = part.getRawContent()) {
        sink.take(content);
      }
    }
  }

  @Override
  public String encode(byte[] file, OutputStream out) throws IOException, SOAPException {
    SOAPMessage message = factory.createMessage();
    AttachmentPart part = message.createAttachmentPart();
    part.setRawContentBytes(file, 0, file.length, UploadedFiles.TYPE);
    return write(message, part, out);
  }

  @Override
  public String encode(DataSource file, OutputStream out) throws IOException, SOAPException {
    SOAPMessage message = factory.createMessage();
    return write(message, message.createAttachmentPart(new DataHandler(file)), out);
  }

  private static String write(SOAPMessage message, AttachmentPart part, OutputStream out)
      throws IOException, SOAPException {
    SOAPElement file =
        message.getSOAPBody().addBodyElement(Workload.UPLOAD).addChildElement(Workload.FILE);
    file.addChildElement(new QName(Workload.XOP, "Include", "xop"))
        .addAttribute(new QName("href"), "cid:1@example.org");
    part.setContentId("<1@example.org>");
    message.addAttachmentPart(part);
    message.saveChanges();
    String contentType = message.getMimeHeaders().getHeader("Content-Type")[0];
    message.writeTo(out);
    return contentType;
  }
}
