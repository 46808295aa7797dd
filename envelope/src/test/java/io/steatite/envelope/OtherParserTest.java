package io.steatite.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.aalto.stax.OutputFactoryImpl;
import io.steatite.LimitExceededException;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.HardenedStax;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlLimits;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.RepeatedInputStream;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.stream.StreamSource;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmlunit.assertj3.XmlAssert;

/** Reads envelopes with Aalto, an implementation of StAX2 without limits of its own. */
@Timeout(30)
class OtherParserTest {
  private static final HardenedStax AALTO =
      HardenedStax.of(new InputFactoryImpl(), new OutputFactoryImpl());
  private static final XmlLimits SMALL =
      XmlLimits.builder()
          .depth(6)
          .elements(50)
          .attributes(5)
          .attributeCharacters(100)
          .nameCharacters(100)
          .textCharacters(20_000)
          .documentCharacters(200_000)
          .build();
  private static final String START =
      "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><a>";
  private static final String END = "</a></s:Body></s:Envelope>";

  private static TextEncoder encoder(SoapVersion version) {
    return TextEncoder.of(version).withStax(AALTO);
  }

  private static Message decode(TextEncoder encoder, InputStream in) throws IOException {
    SoapVersion version = encoder.versions().iterator().next();
    return encoder.decode(in, MediaType.parse(version.mediaType()));
  }

  private static InputStream stream(String xml) {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void messageIsReadAndWrittenWithOtherParser(SoapVersion version) throws Exception {
    String envelope =
        """
        <e:Envelope xmlns:e='%s' xmlns='urn:d' xmlns:t='urn:t' t:a='1'><e:Header><h:B xmlns:h='urn:h'
        e:mustUnderstand='1'>t:x<![CDATA[<&]]></h:B></e:Header><e:Body t:b='2'> <!-- c --><first
        t:c='&lt;&#10;"'>\u00E4\u20AC\uD83D\uDE00 &amp; &#13;</first><second>AQID</second></e:Body
        ></e:Envelope>"""
            .formatted(version.namespace());
    TextEncoder encoder = encoder(version);
    Message message = decode(encoder, stream(envelope));
    assertThat(message.headers().asList().get(0).mustUnderstand()).isTrue();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoder.encode(message).writeTo(out);
    XmlAssert.assertThat(out.toByteArray()).and(envelope).areSimilar();
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-8", "utf-16", "utf-16le", "utf-16be", "iso-8859-1"})
  void charsetsAreReadWithOtherParser(String charset) throws Exception {
    byte[] bytes = (START + "\u00E4" + END).getBytes(Charset.forName(charset));
    MediaType type = MediaType.parse("application/soap+xml; charset=" + charset);
    try (Message message =
        encoder(SoapVersion.SOAP_12).decode(ThrottledInputStream.of(bytes, 1, 2), type)) {
      assertThat(message.body().fragment().text()).isEqualTo("\u00E4");
    }
  }

  @Test
  void typedAccessWorksWithOtherParser() throws Exception {
    String values = "<i>7</i><b>AQID</b><q xmlns:p='urn:p'>p:n</q><t>text</t><s><x/><y/></s><e/>";
    try (Message message = decode(encoder(SoapVersion.SOAP_12), stream(START + values + END))) {
      XMLStreamReader2 reader = message.body().reader();
      reader.nextTag();
      assertThat(reader.getElementAsInt()).isEqualTo(7);
      reader.nextTag();
      assertThat(reader.getElementAsBinary()).containsExactly(1, 2, 3);
      reader.nextTag();
      assertThat(reader.getElementAsQName()).isEqualTo(new QName("urn:p", "n"));
      reader.nextTag();
      assertThat(reader.getElementText()).isEqualTo("text");
      reader.nextTag();
      reader.skipElement();
      reader.nextTag();
      assertThat(reader.getLocalName()).isEqualTo("e");
    }
  }

  /** Each case exceeds one limit; no more is read than the limit allows. */
  static Stream<Arguments> tooMuch() {
    return Stream.of(
        arguments("depth", many(START, "<b>", END)),
        arguments("elements", many(START, "<b/>", END)),
        arguments("attributes", many(START + "<b ", "x%d=''", "/>" + END)),
        arguments("attributes", many(START + "<b ", " xmlns:x%d='urn:x'", "/>" + END)),
        arguments("attributeCharacters", START + "<b x='" + "v".repeat(200) + "'/>" + END),
        arguments("nameCharacters", START + "<b" + "n".repeat(200) + "/>" + END),
        arguments("nameCharacters", START + "<b " + "n".repeat(200) + "=''/>" + END),
        arguments("attributeCharacters", START + "<b xmlns='" + "n".repeat(200) + "'/>" + END),
        arguments("nameCharacters", prefixed("<b xmlns:%s='urn:x'/>")),
        arguments("nameCharacters", prefixed("<%1$s:b xmlns:%1$s='urn:x'/>")),
        arguments("textCharacters", START + "t".repeat(30_000) + END),
        arguments("textCharacters", START + "<!--" + "c".repeat(30_000) + "-->" + END),
        arguments("textCharacters", START + "<![CDATA[" + "c".repeat(30_000) + "]]>" + END),
        arguments("documentCharacters", START + ("t".repeat(100) + "<!---->").repeat(3000) + END));
  }

  private static String prefixed(String element) {
    return START + element.formatted("n".repeat(200)) + END;
  }

  private static String many(String before, String one, String after) {
    StringBuilder xml = new StringBuilder(before);
    for (int i = 0; i < 60; i++) {
      xml.append(one.formatted(i)).append(' ');
    }
    return xml.append(after).toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooMuch")
  void limitsHoldForEveryWayOfReading(String limit, String envelope) {
    TextEncoder encoder = encoder(SoapVersion.SOAP_12).withLimits(SMALL);
    refuses(limit, encoder, envelope, message -> message.body().buffer());
    refuses(limit, encoder, envelope, message -> message.body().reader().skipElement());
    refuses(
        limit,
        encoder,
        envelope,
        message -> {
          for (XMLStreamReader2 reader = message.body().reader(); reader.hasNext(); ) {
            reader.next();
          }
        });
  }

  private interface Use {
    void of(Message message) throws XMLStreamException;
  }

  private static void refuses(String limit, TextEncoder encoder, String envelope, Use use) {
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(
            () -> {
              try (Message message = decode(encoder, stream(envelope))) {
                use.of(message);
              }
            })
        .matches(e -> e.limit().equals("XmlLimits." + limit), "limit " + limit);
  }

  /** An endless document is refused before memory is exhausted. */
  @ParameterizedTest
  @ValueSource(strings = {"<?xml ", START, START + "<", START + "<b x='", START + "<!--"})
  void endlessDocumentIsRefused(String before) {
    InputStream endless = new RepeatedInputStream(before, "          ", 100_000_000, "");
    refusesEndless(endless);
    if (before.endsWith("<")) {
      refusesEndless(new RepeatedInputStream(before, "nnnnnnnnnn", 100_000_000, ""));
    }
  }

  private static void refusesEndless(InputStream endless) {
    TextEncoder encoder = encoder(SoapVersion.SOAP_12).withLimits(SMALL);
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> decode(encoder, endless).body().reader().getElementText())
        .matches(
            e -> e instanceof LimitExceededException || e instanceof MalformedMessageException);
  }

  @Test
  void externalEntitiesAreNeitherFetchedNorExpanded() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(50);
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      String[] doctypes = {
        "<!DOCTYPE e SYSTEM '%s'>",
        "<!DOCTYPE e [<!ENTITY x SYSTEM '%s'>]>",
        "<!DOCTYPE e [<!ENTITY %% x SYSTEM '%s'>%%x;]>",
        "<!DOCTYPE e [<!ENTITY x 'y'>]>",
        ""
      };
      for (String doctype : doctypes) {
        assertThatExceptionOfType(MalformedMessageException.class)
            .isThrownBy(
                () ->
                    decode(
                            encoder(SoapVersion.SOAP_12),
                            stream(doctype.formatted(url) + START + "&x;" + END))
                        .buffer());
        assertThatExceptionOfType(XMLStreamException.class)
            .isThrownBy(
                () ->
                    XmlFragment.parse(
                        new StreamSource(new StringReader(doctype.formatted(url) + "<a>&x;</a>")),
                        AALTO));
      }
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
    }
  }

  /** A mutated envelope is refused as malformed or as too large. */
  @Test
  void mutatedEnvelopesAreReadOrRefused() {
    byte[] bytes =
        (START + "<b x='1'>text</b><!-- c --><![CDATA[d]]>" + END).getBytes(StandardCharsets.UTF_8);
    MutatedBytes.of(bytes, 1, 3000)
        .forEach(
            mutant -> {
              try (Message message =
                  decode(encoder(SoapVersion.SOAP_12), new ByteArrayInputStream(mutant.bytes()))) {
                message.buffer();
              } catch (MalformedMessageException | LimitExceededException expected) {
                assertThat(expected).hasMessageNotContaining("\n");
              } catch (Exception e) {
                throw new AssertionError(mutant.toString(), e);
              }
            });
  }
}
