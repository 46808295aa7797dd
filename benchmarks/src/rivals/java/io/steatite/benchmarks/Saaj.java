package io.steatite.benchmarks;

import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.MimeHeaders;
import jakarta.xml.soap.SOAPBody;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPElement;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPHeader;
import jakarta.xml.soap.SOAPMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.namespace.QName;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** SAAJ's reference implementation: a DOM of everything, walked and built as such. */
public final class Saaj implements Contender {
  private static final String[] FEWER = Workload.numbers(4);

  private final MessageFactory factory;
  private final MimeHeaders mimeHeaders = new MimeHeaders();

  /** As {@link java.util.ServiceLoader} makes it. */
  public Saaj() throws SOAPException {
    factory = MessageFactory.newInstance(SOAPConstants.SOAP_1_2_PROTOCOL);
    mimeHeaders.addHeader("Content-Type", "application/soap+xml; charset=utf-8");
  }

  @Override
  public Facts decode(byte[] bytes) throws IOException, SOAPException {
    SOAPMessage message = read(bytes);
    SOAPHeader header = message.getSOAPHeader();
    Node payload = payload(message);
    return new Facts(
        text(header, Workload.ACTION),
        text(header, Workload.TO),
        text(header, Workload.MESSAGE_ID),
        new QName(payload.getNamespaceURI(), payload.getLocalName()));
  }

  private static String text(SOAPHeader header, QName name) {
    return header.getChildElements(name).next().getTextContent();
  }

  @Override
  public int walk(byte[] bytes) throws IOException, SOAPException {
    return walk(payload(read(bytes)));
  }

  private static int walk(Node element) {
    int sum = element.getLocalName().length();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      sum += attribute.getName().startsWith("xmlns") ? 0 : attribute.getValue().length();
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element) {
        sum += walk(node);
      } else if (node instanceof Text text) {
        sum += text.getData().length();
      }
    }
    return sum;
  }

  private SOAPMessage read(byte[] bytes) throws IOException, SOAPException {
    return factory.createMessage(mimeHeaders, new ByteArrayInputStream(bytes));
  }

  private static Node payload(SOAPMessage message) throws SOAPException {
    return message.getSOAPBody().getFirstChild();
  }

  @Override
  public void encodeReply(OutputStream out) throws IOException, SOAPException {
    SOAPMessage message = factory.createMessage();
    SOAPHeader header = message.getSOAPHeader();
    header.addHeaderElement(Workload.ACTION).setValue(Workload.REPLY_ACTION);
    header.addHeaderElement(Workload.MESSAGE_ID).setValue(Workload.REPLY_ID);
    header.addHeaderElement(Workload.TO).setValue(Workload.ANONYMOUS);
    header.addHeaderElement(Workload.RELATES_TO).setValue(Workload.REQUEST.messageId());
    write(message, FEWER, out);
  }

  @Override
  public void encodeItems(String[] numbers, OutputStream out) throws IOException, SOAPException {
    write(factory.createMessage(), numbers, out);
  }

  private static void write(SOAPMessage message, String[] numbers, OutputStream out)
      throws IOException, SOAPException {
    SOAPBody body = message.getSOAPBody();
    SOAPElement payload = body.addBodyElement(Workload.PLACE);
    for (String number : numbers) {
      SOAPElement item = payload.addChildElement(new QName(Workload.APP, "Item", "o"));
      item.addAttribute(new QName("number"), number);
      item.addChildElement(new QName(Workload.APP, "Name", "o"))
          .setValue("Soapstone bowl, polished");
      item.addChildElement(new QName(Workload.APP, "Price", "o")).setValue("129.90");
    }
    message.writeTo(out);
  }
}
