package io.steatite.envelope;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.envelope.SoapVersion.SOAP_12;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.steatite.envelope.encoding.TextEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.xmlunit.assertj3.XmlAssert;

/** Generated messages have the same infoset after they were encoded and decoded. */
class MessageRoundTripTest {
  private static final int MESSAGES = 200;

  /** Half of the seeds are the same in each run, half are new. A failure names the seed. */
  private static LongStream seeds() {
    return LongStream.concat(
        LongStream.range(0, MESSAGES / 2), new Random().longs(MESSAGES - MESSAGES / 2));
  }

  @Test
  void infosetIsUnchangedByEncodingDecodingAndForwarding() {
    seeds()
        .forEach(
            seed ->
                assertThatNoException()
                    .as("seed %d", seed)
                    .isThrownBy(() -> checkRoundTrip(new GeneratedXml(seed))));
  }

  private static void checkRoundTrip(GeneratedXml generated) throws Exception {
    Infoset.Element payload = generated.element();
    List<Infoset.Element> headers = generated.headers();
    TextEncoder encoder = TextEncoder.of(SOAP_11, SOAP_12).withCharset(generated.charset());
    Message message = Message.of(generated.version(), Body.of(payload::writeTo));
    for (Infoset.Element header : headers) {
      message = message.withHeader(HeaderBlock.of(header.name(), header::writeContent));
    }
    Message received = encodedAndDecoded(message, encoder).buffer();
    assertSame(received, payload, headers);
    if (!(payload + headers.toString()).contains(GeneratedXml.NEW_NAME)) {
      XmlAssert.assertThat(bytes(received, encoder)).and(bytes(message, encoder)).areSimilar();
    }

    Message forwarded =
        Message.of(generated.version(), received.body()).withHeaders(received.headers());
    assertSame(encodedAndDecoded(forwarded, encoder), payload, headers);
  }

  private static Message encodedAndDecoded(Message message, TextEncoder encoder)
      throws IOException {
    return encoder.decode(
        new ByteArrayInputStream(bytes(message, encoder)), encoder.encode(message).mediaType());
  }

  private static byte[] bytes(Message message, TextEncoder encoder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.encode(message).writeTo(bytes);
    return bytes.toByteArray();
  }

  private static void assertSame(
      Message message, Infoset.Element payload, List<Infoset.Element> headers) throws Exception {
    assertThat(message.headers().size()).isEqualTo(headers.size());
    for (int i = 0; i < headers.size(); i++) {
      assertThat(Infoset.read(message.headers().asList().get(i).reader()))
          .isEqualTo(headers.get(i));
    }
    assertThat(Infoset.read(message.body().reader())).isEqualTo(payload);
  }
}
