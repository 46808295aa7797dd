package io.steatite.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMOutputFormat;
import org.apache.axiom.om.OMXMLBuilderFactory;
import org.apache.axiom.om.ds.AbstractPushOMDataSource;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axiom.soap.SOAPFactory;
import org.apache.axiom.soap.SOAPHeader;
import org.apache.axiom.soap.SOAPModelBuilder;

/** Axiom's tree, built no further than it is asked for; payloads bypass it in both directions. */
public final class Axiom implements Contender {
  private static final String[] FEWER = Workload.numbers(4);

  private final SOAPFactory factory = OMAbstractFactory.getSOAP12Factory();
  private final OMOutputFormat format = new OMOutputFormat();

  /** As {@link java.util.ServiceLoader} makes it. */
  public Axiom() {
    format.setIgnoreXMLDeclaration(true);
  }

  @Override
  public Facts decode(byte[] bytes) {
    SOAPModelBuilder builder = builder(bytes);
    SOAPEnvelope envelope = builder.getSOAPEnvelope();
    SOAPHeader header = envelope.getHeader();
    Facts facts =
        new Facts(
            text(header, Workload.ACTION),
            text(header, Workload.TO),
            text(header, Workload.MESSAGE_ID),
            envelope.getBody().getFirstElement().getQName());
    builder.close();
    return facts;
  }

  private static String text(SOAPHeader header, QName name) {
    return header.getFirstChildWithName(name).getText();
  }

  @Override
  public int walk(byte[] bytes) throws XMLStreamException {
    SOAPModelBuilder builder = builder(bytes);
    XMLStreamReader reader =
        builder.getSOAPEnvelope().getBody().getFirstElement().getXMLStreamReaderWithoutCaching();
    if (reader.getEventType() != XMLStreamReader.START_ELEMENT) {
      reader.nextTag();
    }
    int sum = Workload.walk(reader);
    builder.close();
    return sum;
  }

  private static SOAPModelBuilder builder(byte[] bytes) {
    return OMXMLBuilderFactory.createSOAPModelBuilder(new ByteArrayInputStream(bytes), "UTF-8");
  }

  @Override
  public void encodeReply(OutputStream out) throws XMLStreamException {
    SOAPEnvelope envelope = factory.createSOAPEnvelope();
    SOAPHeader header = factory.createSOAPHeader(envelope);
    header.addHeaderBlock(Workload.ACTION).setText(Workload.REPLY_ACTION);
    header.addHeaderBlock(Workload.MESSAGE_ID).setText(Workload.REPLY_ID);
    header.addHeaderBlock(Workload.TO).setText(Workload.ANONYMOUS);
    header.addHeaderBlock(Workload.RELATES_TO).setText(Workload.REQUEST.messageId());
    write(envelope, FEWER, out);
  }

  @Override
  public void encodeItems(String[] numbers, OutputStream out) throws XMLStreamException {
    write(factory.createSOAPEnvelope(), numbers, out);
  }

  private void write(SOAPEnvelope envelope, String[] numbers, OutputStream out)
      throws XMLStreamException {
    factory
        .createSOAPBody(envelope)
        .addChild(factory.createOMElement(new Items(numbers), Workload.PLACE));
    envelope.serializeAndConsume(out, format);
  }

  private static final class Items extends AbstractPushOMDataSource {
    private final String[] numbers;

    Items(String[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public boolean isDestructiveWrite() {
      return false;
    }

    @Override
    public void serialize(XMLStreamWriter writer) throws XMLStreamException {
      Workload.payload(writer, numbers);
    }
  }
}
