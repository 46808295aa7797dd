package io.steatite.conformance.fuzz;

import io.steatite.LimitExceededException;
import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Whatever bytes come as an envelope are refused with the exceptions meant for that, or are a
 * message that says the same after we wrote it and read it again.
 *
 * <p>The first byte of an input chooses: bit 0 the version, 1 and 2 the charset (in the order of
 * {@link #CHARSETS}; the first is to be found out), 3 the charset written. So a digit will do, and
 * the rest is the envelope.
 */
public class EnvelopeFuzzTest extends FuzzTarget {
  private static final List<String> CHARSETS = List.of("", "utf-8", "utf-16", "iso-8859-1");

  /** Prefixes of the corpus, and the one we write. */
  private static final List<String> PREFIXES = List.of("s", "a", "b", "p", "xml");

  private static final XmlLimits SMALL =
      XmlLimits.builder()
          .depth(12)
          .elements(60)
          .attributes(12)
          .attributeCharacters(300)
          .textCharacters(1000)
          .documentCharacters(3000)
          .headerCharacters(800)
          .build();

  private static final List<TextEncoder> READERS =
      List.of(
          TextEncoder.of(SoapVersion.SOAP_11).withLimits(SMALL),
          TextEncoder.of(SoapVersion.SOAP_12).withLimits(SMALL));

  /** What was small enough to be read may be longer as we write it. */
  private static final TextEncoder COPIER =
      TextEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12);

  /** Jazzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    new EnvelopeFuzzTest().accept(input);
  }

  @Override
  void accept(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    int choice = input[0];
    Message message;
    Body body;
    try {
      message = decode(input, choice);
      readHeaders(message);
      body = message.body().buffer();
    } catch (MalformedMessageException | LimitExceededException e) {
      Objects.requireNonNull(e.getMessage());
      return;
    }
    Infoset infoset = new Infoset(message, body, PREFIXES);
    Message copy = copy(message, body, choice);
    infoset.assertSaidBy(new Infoset(copy, copy.body().buffer(), PREFIXES));
  }

  private static Message decode(byte[] input, int choice) throws IOException {
    SoapVersion version = SoapVersion.values()[choice & 1];
    MediaType type = MediaType.parse(version.mediaType());
    String charset = CHARSETS.get(choice >> 1 & 3);
    return READERS
        .get(version.ordinal())
        .decode(
            new ByteArrayInputStream(input, 1, input.length - 1),
            charset.isEmpty() ? type : type.with("charset", charset));
  }

  /** Everything that layers ask header blocks for. */
  private static void readHeaders(Message message) {
    for (HeaderBlock block : message.headers()) {
      read(Objects.requireNonNull(block.element()));
    }
  }

  private static void read(XmlFragment element) {
    element.resolve(element.text());
    element.attributes().values().forEach(element::resolve);
    element.elements().forEach(EnvelopeFuzzTest::read);
    Objects.requireNonNull(element.toString());
  }

  private static Message copy(Message message, Body body, int choice) throws IOException {
    TextEncoder encoder = (choice & 8) == 0 ? COPIER : COPIER.withCharset(StandardCharsets.UTF_16);
    OutgoingEntity entity =
        encoder.encode(Message.of(message.version(), body).withHeaders(message.headers()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entity.writeTo(out);
    MediaType type = MediaType.parse(entity.mediaType().toString());
    return encoder.decode(new ByteArrayInputStream(out.toByteArray()), type);
  }
}
