package io.steatite.envelope;

import static io.steatite.envelope.SoapVersion.SOAP_11;
import static io.steatite.envelope.SoapVersion.SOAP_12;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.encoding.TextEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.xmlunit.assertj3.XmlAssert;

/** Whatever a message says, it says after a journey through bytes. */
class MessageRoundTripTest {

  /** A name since the fifth edition of XML 1.0; the JDK's parser below XMLUnit knows the fourth. */
  private static final String NEW_NAME = "_\uD840\uDC00";

  /** Edge cases are among the texts; combined by jqwik they would use up all tries. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aMessageSaysTheSameAfterItsJourney(
      @ForAll("elements") Infoset.Element payload,
      @ForAll("headers") List<Infoset.Element> headers,
      @ForAll SoapVersion version,
      @ForAll SoapVersion forwardedAs,
      @ForAll("charsets") Charset charset)
      throws Exception {
    TextEncoder encoder = TextEncoder.of(SOAP_11, SOAP_12).withCharset(charset);
    Message message = Message.of(version, Body.of(payload::writeTo));
    for (Infoset.Element header : headers) {
      message = message.withHeader(HeaderBlock.of(header.name(), header::writeContent));
    }
    Message received = journey(message, encoder).buffer();
    assertSame(received, payload, headers);
    if (!(payload + headers.toString()).contains(NEW_NAME)) {
      XmlAssert.assertThat(bytes(received, encoder)).and(bytes(message, encoder)).areSimilar();
    }

    Message forwarded = Message.of(forwardedAs, received.body()).withHeaders(received.headers());
    assertSame(journey(forwarded, encoder), payload, headers);
  }

  private static Message journey(Message message, TextEncoder encoder) throws IOException {
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

  @Provide
  Arbitrary<Charset> charsets() {
    return Arbitraries.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16);
  }

  @Provide
  Arbitrary<List<Infoset.Element>> headers() {
    return elements()
        .filter(element -> !element.name().getNamespaceURI().isEmpty())
        .list()
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<Infoset.Element> elements() {
    return elements(3);
  }

  private static Arbitrary<Infoset.Element> elements(int depth) {
    Arbitrary<Infoset> text = texts().map(Infoset.Text::new);
    Arbitrary<Infoset> comment = comments().map(Infoset.Comment::new);
    Arbitrary<Infoset> child =
        depth == 0
            ? Arbitraries.oneOf(text, comment)
            : Arbitraries.frequencyOf(
                Tuple.of(3, text),
                Tuple.of(1, comment),
                Tuple.of(3, elements(depth - 1).map(Infoset.class::cast)));
    return Combinators.combine(names(), attributes(), child.list().ofMaxSize(4))
        .as((name, some, children) -> new Infoset.Element(name, some, Infoset.coalesced(children)));
  }

  private static Arbitrary<Map<QName, String>> attributes() {
    return Arbitraries.maps(names(), texts())
        .ofMaxSize(3)
        .map(
            some -> {
              Map<QName, String> sorted = Infoset.attributes();
              sorted.putAll(some);
              return sorted;
            });
  }

  /** Prefixes that contradict each other on the way down, and the one of the envelope. */
  private static Arbitrary<QName> names() {
    Arbitrary<String> namespaces = Arbitraries.of("", "urn:a", "urn:b", "http://c/?d=\"&e");
    Arbitrary<String> locals = Arbitraries.of("a", "b", "\u00E4-1", NEW_NAME, "Body");
    Arbitrary<String> prefixes = Arbitraries.of("", "p", "q", "s", "ns1");
    return Combinators.combine(namespaces, locals, prefixes)
        .as((ns, local, prefix) -> new QName(ns, local, ns.isEmpty() ? "" : prefix));
  }

  /** All characters of XML 1.0 (production 2), the special ones often. */
  private static Arbitrary<String> texts() {
    Arbitrary<Integer> character =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of(9, 10, 13, 32, 34, 38, 39, 45, 58, 60, 62, 93, 0x85)),
            Tuple.of(4, Arbitraries.integers().between(0x20, 0x7E)),
            Tuple.of(2, Arbitraries.integers().between(0x7F, 0xD7FF)),
            Tuple.of(1, Arbitraries.integers().between(0xE000, 0xFFFD)),
            Tuple.of(2, Arbitraries.integers().between(0x10000, 0x10FFFF)));
    return character.list().ofMaxSize(40).map(MessageRoundTripTest::string);
  }

  /** Without what XML lets no comment hold unchanged. */
  private static Arbitrary<String> comments() {
    return texts().map(text -> text.replaceAll("[-\r]", "."));
  }

  private static String string(List<Integer> codePoints) {
    StringBuilder text = new StringBuilder();
    codePoints.forEach(text::appendCodePoint);
    return text.toString();
  }
}
