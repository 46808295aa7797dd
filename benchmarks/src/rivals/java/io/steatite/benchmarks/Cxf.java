package io.steatite.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.ReadHeadersInterceptor;
import org.apache.cxf.binding.soap.interceptor.SoapOutInterceptor;
import org.apache.cxf.binding.soap.interceptor.SoapOutInterceptor.SoapOutEndingInterceptor;
import org.apache.cxf.interceptor.InterceptorChain;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.ws.addressing.AddressingProperties;
import org.apache.cxf.ws.addressing.ContextUtils;
import org.apache.cxf.ws.addressing.soap.MAPCodec;

/** CXF's interceptors for envelope and addressing, called by hand; no chain, no data binding. */
public final class Cxf implements Contender {
  private static final String[] FEWER = Workload.numbers(4);

  /** Where one interceptor asks for another to follow; here they are called by hand. */
  private static final InterceptorChain NO_CHAIN =
      (InterceptorChain)
          Proxy.newProxyInstance(
              Cxf.class.getClassLoader(),
              new Class<?>[] {InterceptorChain.class},
              (proxy, method, arguments) -> null);

  private final Bus bus = BusFactory.getDefaultBus();
  private final ReadHeadersInterceptor readHeaders = new ReadHeadersInterceptor(bus);
  private final SoapOutInterceptor start = new SoapOutInterceptor(bus);
  private final SoapOutEndingInterceptor end = start.new SoapOutEndingInterceptor();
  private final MAPCodec addressing = MAPCodec.getInstance(bus);

  @Override
  public Facts decode(byte[] bytes) throws XMLStreamException {
    SoapMessage message = read(bytes);
    AddressingProperties properties = addressing.unmarshalMAPs(message);
    XMLStreamReader reader = payload(message);
    Facts facts =
        new Facts(
            properties.getAction().getValue(),
            properties.getTo().getValue(),
            properties.getMessageID().getValue(),
            reader.getName());
    StaxUtils.close(reader);
    return facts;
  }

  @Override
  public int walk(byte[] bytes) throws XMLStreamException {
    XMLStreamReader reader = payload(read(bytes));
    int sum = Workload.walk(reader);
    StaxUtils.close(reader);
    return sum;
  }

  private SoapMessage read(byte[] bytes) {
    SoapMessage message = message();
    message.getExchange().setInMessage(message);
    message.setContent(
        XMLStreamReader.class,
        StaxUtils.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8"));
    readHeaders.handleMessage(message);
    return message;
  }

  private static XMLStreamReader payload(SoapMessage message) throws XMLStreamException {
    XMLStreamReader reader = message.getContent(XMLStreamReader.class);
    reader.nextTag();
    return reader;
  }

  private SoapMessage message() {
    SoapMessage message = new SoapMessage(Soap12.getInstance());
    Exchange exchange = new ExchangeImpl();
    exchange.put(Bus.class, bus);
    message.setExchange(exchange);
    message.setInterceptorChain(NO_CHAIN);
    return message;
  }

  @Override
  public void encodeReply(OutputStream out) throws XMLStreamException {
    SoapMessage message = message();
    message.getExchange().setOutMessage(message);
    AddressingProperties properties = new AddressingProperties();
    properties.setAction(ContextUtils.getAttributedURI(Workload.REPLY_ACTION));
    properties.setMessageID(ContextUtils.getAttributedURI(Workload.REPLY_ID));
    properties.setTo(ContextUtils.getAttributedURI(Workload.ANONYMOUS));
    properties.setRelatesTo(ContextUtils.getRelatesTo(Workload.REQUEST.messageId()));
    ContextUtils.storeMAPs(properties, message, true);
    addressing.handleMessage(message);
    write(message, FEWER, out);
  }

  @Override
  public void encodeItems(String[] numbers, OutputStream out) throws XMLStreamException {
    write(message(), numbers, out);
  }

  private void write(SoapMessage message, String[] numbers, OutputStream out)
      throws XMLStreamException {
    XMLStreamWriter writer = StaxUtils.createXMLStreamWriter(out, "UTF-8");
    message.setContent(XMLStreamWriter.class, writer);
    start.handleMessage(message);
    Workload.payload(writer, numbers);
    end.handleMessage(message);
    writer.close();
  }
}
