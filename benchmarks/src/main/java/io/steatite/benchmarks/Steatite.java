package io.steatite.benchmarks;

import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;

/** Ours: through the text encoder, all limits on. */
class Steatite implements Contender {
  private static final String[] FEWER = Workload.numbers(4);

  private final TextEncoder encoder;
  private final MediaType mediaType = MediaType.parse("application/soap+xml; charset=utf-8");

  Steatite() {
    this(HardenedStax.of(XmlLimits.DEFAULT));
  }

  Steatite(HardenedStax stax) {
    encoder = TextEncoder.of(SoapVersion.SOAP_12).withStax(stax);
  }

  @Override
  public Facts decode(byte[] bytes) throws IOException, XMLStreamException {
    try (Message message = read(bytes)) {
      return new Facts(
          text(message, Workload.ACTION),
          text(message, Workload.TO),
          text(message, Workload.MESSAGE_ID),
          message.body().payload().orElseThrow());
    }
  }

  private static String text(Message message, QName header) {
    return message
        .headers()
        .find(header.getNamespaceURI(), header.getLocalPart())
        .orElseThrow()
        .text();
  }

  @Override
  public int walk(byte[] bytes) throws IOException, XMLStreamException {
    try (Message message = read(bytes)) {
      return Workload.walk(message.body().reader());
    }
  }

  private Message read(byte[] bytes) throws IOException, XMLStreamException {
    return encoder.decode(new ByteArrayInputStream(bytes), mediaType);
  }

  @Override
  public void encodeReply(OutputStream out) throws IOException, XMLStreamException {
    Message reply =
        withItems(FEWER)
            .withHeader(HeaderBlock.of(Workload.ACTION, Workload.REPLY_ACTION))
            .withHeader(HeaderBlock.of(Workload.MESSAGE_ID, Workload.REPLY_ID))
            .withHeader(HeaderBlock.of(Workload.TO, Workload.ANONYMOUS))
            .withHeader(HeaderBlock.of(Workload.RELATES_TO, Workload.REQUEST.messageId()));
    write(reply, out);
  }

  @Override
  public void encodeItems(String[] numbers, OutputStream out)
      throws IOException, XMLStreamException {
    write(withItems(numbers), out);
  }

  private static Message withItems(String[] numbers) {
    return Message.of(
        SoapVersion.SOAP_12, Body.of(Workload.PLACE, writer -> Workload.items(writer, numbers)));
  }

  private void write(Message message, OutputStream out) throws IOException, XMLStreamException {
    encoder.encode(message).writeTo(out);
  }
}
