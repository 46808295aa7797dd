package io.steatite.benchmarks;

import com.sun.xml.ws.api.SOAPVersion;
import com.sun.xml.ws.api.addressing.AddressingVersion;
import com.sun.xml.ws.api.message.AddressingUtils;
import com.sun.xml.ws.api.message.HeaderList;
import com.sun.xml.ws.api.message.Message;
import com.sun.xml.ws.api.message.MessageHeaders;
import com.sun.xml.ws.api.message.Packet;
import com.sun.xml.ws.encoding.StreamSOAPCodec;
import com.sun.xml.ws.message.AttachmentSetImpl;
import com.sun.xml.ws.message.EmptyMessageImpl;
import com.sun.xml.ws.message.StringHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Metro's streaming codec and header objects, without tubes and JAXB. */
public final class Metro implements Contender {
  private static final SOAPVersion SOAP = SOAPVersion.SOAP_12;
  private static final AddressingVersion WSA = AddressingVersion.W3C;
  private static final String[] FEWER = Workload.numbers(4);

  private final StreamSOAPCodec codec = StreamSOAPCodec.create(SOAP);

  @Override
  public Facts decode(byte[] bytes) throws IOException, XMLStreamException {
    Message message = read(bytes);
    MessageHeaders headers = message.getHeaders();
    Facts facts =
        new Facts(
            AddressingUtils.getAction(headers, WSA, SOAP),
            AddressingUtils.getTo(headers, WSA, SOAP),
            AddressingUtils.getMessageID(headers, WSA, SOAP),
            new QName(message.getPayloadNamespaceURI(), message.getPayloadLocalPart()));
    message.readPayload().close();
    return facts;
  }

  @Override
  public int walk(byte[] bytes) throws IOException, XMLStreamException {
    XMLStreamReader reader = read(bytes).readPayload();
    int sum = Workload.walk(reader);
    reader.close();
    return sum;
  }

  private Message read(byte[] bytes) throws IOException {
    Packet packet = new Packet();
    codec.decode(
        new ByteArrayInputStream(bytes), "application/soap+xml; charset=utf-8", packet);
    return packet.getMessage();
  }

  @Override
  public void encodeReply(OutputStream out) throws IOException {
    HeaderList headers = new HeaderList(SOAP);
    headers.add(new StringHeader(Workload.ACTION, Workload.REPLY_ACTION));
    headers.add(new StringHeader(Workload.MESSAGE_ID, Workload.REPLY_ID));
    headers.add(new StringHeader(Workload.TO, Workload.ANONYMOUS));
    headers.add(new StringHeader(Workload.RELATES_TO, Workload.REQUEST.messageId()));
    codec.encode(new Packet(new Items(headers, FEWER)), out);
  }

  @Override
  public void encodeItems(String[] numbers, OutputStream out) {
    codec.encode(new Packet(new Items(new HeaderList(SOAP), numbers)), out);
  }

  private static final class Items extends EmptyMessageImpl {
    private final String[] numbers;

    Items(HeaderList headers, String[] numbers) {
      super(headers, new AttachmentSetImpl(), SOAP);
      this.numbers = numbers;
    }

    @Override
    public boolean hasPayload() {
      return true;
    }

    @Override
    public String getPayloadLocalPart() {
      return Workload.PLACE.getLocalPart();
    }

    @Override
    public String getPayloadNamespaceURI() {
      return Workload.PLACE.getNamespaceURI();
    }

    @Override
    public void writePayloadTo(XMLStreamWriter writer) throws XMLStreamException {
      Workload.payload(writer, numbers);
    }
  }
}
