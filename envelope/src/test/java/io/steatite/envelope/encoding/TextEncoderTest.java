package io.steatite.envelope.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.Body;
import io.steatite.envelope.Envelopes;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.Requirement;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.xml.namespace.QName;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncoderTest {
  private static final QName ECHO = new QName("urn:echo", "Echo", "e");
  private static final String TEXT = "grüß 𝄞 <&> \r\n";

  private static Message message(SoapVersion version) {
    return Message.of(version, Body.of(ECHO, TEXT))
        .withHeader(HeaderBlock.of(new QName("urn:h", "Id", "h"), "7").withMustUnderstand(true));
  }

  private static byte[] bytes(OutgoingEntity entity) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entity.writeTo(out);
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void utf8HasNeitherByteOrderMarkNorDeclaration(SoapVersion version) throws IOException {
    OutgoingEntity entity = TextEncoder.of(version).encode(message(version));
    assertThat(entity.mediaType()).hasToString(version.mediaType() + "; charset=utf-8");
    assertThat(new String(bytes(entity), StandardCharsets.UTF_8))
        .startsWith("<s:Envelope xmlns:s=\"" + version.namespace() + "\" xmlns:h=\"urn:h\">");
  }

  @ParameterizedTest
  @CsvSource({"utf-8", "utf-16", "utf-16LE", "utf-16BE", "iso-8859-15"})
  void everyCharsetIsReadFromASlowStream(Charset charset) throws Exception {
    for (SoapVersion version : SoapVersion.values()) {
      TextEncoder encoder = TextEncoder.of(version).withCharset(charset);
      OutgoingEntity entity = encoder.encode(message(version));
      InputStream slow = ThrottledInputStream.of(bytes(entity), 3, 42);
      try (Message back = encoder.decode(slow, entity.mediaType())) {
        assertThat(back.headers().find("urn:h", "Id"))
            .get()
            .extracting(HeaderBlock::text)
            .isEqualTo("7");
        XMLStreamReader2 reader = back.body().reader();
        assertThat(reader.getElementText()).isEqualTo(TEXT);
      }
    }
  }

  @Test
  @Requirement("B1112")
  void mustUnderstandIsWrittenAsOneInBothVersions() throws IOException {
    for (SoapVersion version : SoapVersion.values()) {
      assertThat(Envelopes.encode(message(version))).contains("s:mustUnderstand=\"1\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void mustUnderstandIsWrittenIfTheBlockBindsOurPrefixToOtherNamespace(SoapVersion version)
      throws IOException {
    String xml =
        "<e:Envelope xmlns:e='%s'><e:Header><s:a xmlns:s='urn:s' s_:b='' xmlns:s_='urn:t'"
            + " e:mustUnderstand='1'/></e:Header><e:Body/></e:Envelope>";
    Message message = Envelopes.decode(version, xml.formatted(version.namespace()));
    HeaderBlock block =
        Envelopes.decode(version, Envelopes.encode(message)).headers().asList().get(0);
    assertThat(block.mustUnderstand()).isTrue();
    assertThat(block.attributes()).containsExactly(Map.entry(new QName("urn:t", "b"), ""));
  }

  @Test
  void byteOrderMarkIsAccepted() throws IOException {
    String xml = '\uFEFF' + Envelopes.envelope(SoapVersion.SOAP_11, "", "<a/>");
    for (String field : new String[] {"text/xml", "text/xml; charset=utf-8"}) {
      InputStream in = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
      Message message = TextEncoder.of(SoapVersion.SOAP_11).decode(in, MediaType.parse(field));
      assertThat(message.body().payload()).contains(new QName("a"));
    }
  }

  /** Neither as characters nor as references (XML 1.0 production 2). */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"utf-8", "utf-16", "utf-16le", "utf-16be", "utf-32", "gb18030"})
  void charactersThatXmlForbidsAreRefused(String charset) {
    for (String text : new String[] {"\uFFFE", "\uFFFF", "&#xFFFE;", "&#65535;", "&#0;"}) {
      String xml = Envelopes.envelope(SoapVersion.SOAP_11, "", "<a>" + text + "</a>");
      refuses(xml.getBytes(Charset.forName(charset)), "text/xml; charset=" + charset);
      refuses(('\uFEFF' + xml).getBytes(StandardCharsets.UTF_16LE), "text/xml");
      refuses(xml.getBytes(StandardCharsets.UTF_16BE), "text/xml");
    }
  }

  @Test
  void invalidByteSequencesAreRefused() {
    byte[] bytes =
        Envelopes.envelope(SoapVersion.SOAP_11, "", "<a>\u1234</a>")
            .getBytes(StandardCharsets.UTF_16BE);
    bytes[bytes.length - 60] = (byte) 0xD8; // half of a pair
    refuses(bytes, "text/xml; charset=utf-16be");
    refuses(Arrays.copyOf(bytes, bytes.length - 1), "text/xml; charset=utf-16be");
  }

  /** The charset is given by the media type or by the XML declaration. */
  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "Shift_JIS", "EUC-JP", "Big5", "us-ascii", "utf-8"})
  void invalidBytesAreNotReplaced(String charset) throws Exception {
    String xml =
        "<?xml version='1.0' encoding='%s' ?>".formatted(charset)
            + Envelopes.envelope(SoapVersion.SOAP_11, "", "<a>@ </a>");
    byte[] bytes = xml.getBytes(StandardCharsets.US_ASCII);
    for (String mediaType : new String[] {"text/xml", "text/xml; charset=" + charset}) {
      InputStream slow = ThrottledInputStream.of(bytes, 1, 42);
      Message message =
          TextEncoder.of(SoapVersion.SOAP_11).decode(slow, MediaType.parse(mediaType));
      assertThat(message.body().fragment().text()).isEqualTo("@ ");
      byte[] broken = bytes.clone();
      broken[xml.indexOf('@')] = (byte) 0x81;
      refuses(broken, mediaType);
    }
  }

  private static void refuses(byte[] bytes, String mediaType) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(
            () ->
                TextEncoder.of(SoapVersion.SOAP_11)
                    .decode(new ByteArrayInputStream(bytes), MediaType.parse(mediaType))
                    .buffer());
  }

  @Test
  void charsetParameterTakesPrecedenceOverTheDeclaration() throws Exception {
    String xml =
        "<?xml version='1.0' encoding='iso-8859-1'?>"
            + Envelopes.envelope(SoapVersion.SOAP_11, "", "<a>ü</a>");
    InputStream in = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    Message message =
        TextEncoder.of(SoapVersion.SOAP_11)
            .decode(in, MediaType.parse("text/xml; charset=\"UTF-8\""));
    assertThat(message.body().reader().getElementText()).isEqualTo("ü");
  }

  @Test
  void actionParameterIsTheActionInSoap12() throws IOException {
    TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12);
    OutgoingEntity entity =
        encoder.encode(message(SoapVersion.SOAP_12).withAction("urn:do?a=\"b\""));
    assertThat(entity.mediaType())
        .hasToString("application/soap+xml; charset=utf-8; action=\"urn:do?a=\\\"b\\\"\"");
    Message back = encoder.decode(new ByteArrayInputStream(bytes(entity)), entity.mediaType());
    assertThat(back.action()).contains("urn:do?a=\"b\"");
  }

  @Test
  void encoderReadsItsMediaTypeInKnownCharsetsOnly() {
    TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12);
    assertThat(encoder.canRead(MediaType.parse("application/soap+xml"))).isTrue();
    assertThat(encoder.canRead(MediaType.parse("application/soap+xml;charset=UTF-16"))).isTrue();
    assertThat(encoder.canRead(MediaType.parse("application/soap+xml;charset=klingon"))).isFalse();
    assertThat(encoder.canRead(MediaType.parse("application/soap+xml;charset=\"?\""))).isFalse();
    assertThat(encoder.canRead(MediaType.parse("text/xml"))).isFalse();
    assertThat(encoder.canRead(MediaType.parse("application/soap"))).isFalse();
  }

  @Test
  void actionParameterIsNotWrittenInSoap11() throws IOException {
    TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_11);
    OutgoingEntity entity = encoder.encode(message(SoapVersion.SOAP_11).withAction("urn:do"));
    assertThat(entity.mediaType().parameter("action")).isEmpty();
  }

  @Test
  @Requirement({"x1-envvermodel-permsg", "x1-envvermodel-msgversion"})
  void encoderCanSupportBothVersions() throws IOException {
    TextEncoder both = TextEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12);
    for (SoapVersion version : SoapVersion.values()) {
      OutgoingEntity entity = both.encode(message(version));
      Message back = both.decode(new ByteArrayInputStream(bytes(entity)), entity.mediaType());
      assertThat(back.version()).isEqualTo(version);
    }
    assertThatThrownBy(
            () -> TextEncoder.of(SoapVersion.SOAP_11).encode(message(SoapVersion.SOAP_12)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 12287, 12288, 12289, 100_000})
  void binaryContentIsWrittenAsBase64(int size) throws Exception {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Message message =
        Message.of(
            SoapVersion.SOAP_12,
            Body.of(ECHO, w -> BinaryContent.write(w, BinaryContent.of(content))));
    XMLStreamReader2 reader =
        Envelopes.decode(SoapVersion.SOAP_12, Envelopes.encode(message)).body().reader();
    try (InputStream in = BinaryContent.read(reader).getInputStream()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void wrongValueIsRecordedInTheMessage() throws Exception {
    String xml = Envelopes.envelope(SoapVersion.SOAP_12, "", "<a>seven</a>");
    XMLStreamReader2 reader = Envelopes.decode(SoapVersion.SOAP_12, xml).body().reader();
    assertThatThrownBy(reader::getElementAsInt).isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "AAE", "AAEC<b/>", "<b/>"})
  void wrongBinaryContentIsRecordedInTheMessage(String content) throws Exception {
    String xml = Envelopes.envelope(SoapVersion.SOAP_12, "", "<a>" + content + "</a>");
    XMLStreamReader2 reader = Envelopes.decode(SoapVersion.SOAP_12, xml).body().reader();
    assertThatThrownBy(() -> BinaryContent.read(reader))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void truncatedEnvelopesAreRefused() throws IOException {
    byte[] whole = bytes(TextEncoder.of(SoapVersion.SOAP_12).encode(message(SoapVersion.SOAP_12)));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> readAll(part)).isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void mutatedEnvelopesAreReadOrRefused() throws IOException {
    byte[] whole = bytes(TextEncoder.of(SoapVersion.SOAP_12).encode(message(SoapVersion.SOAP_12)));
    MutatedBytes.of(whole, 7, 2000)
        .map(MutatedBytes::bytes)
        .forEach(
            mutant -> {
              try {
                readAll(mutant);
              } catch (MalformedMessageException | LimitExceededException | FaultException e) {
                assertThat(e).hasMessageNotContaining("Exception");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static void readAll(byte[] bytes) throws IOException {
    try (Message message = Envelopes.decode(SoapVersion.SOAP_12, new ByteArrayInputStream(bytes))) {
      message.body().buffer();
    } catch (javax.xml.stream.XMLStreamException e) {
      throw new AssertionError("The reader of a body reports in its own words", e);
    }
  }

  /** ISO 8859-15 lacks the first of these characters, windows-1252 the second. */
  @ParameterizedTest
  @CsvSource({"us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "shift_jis", "ibm037"})
  void charactersOutsideTheCharsetAreReferencesInTextAndRefusedInComments(Charset charset)
      throws Exception {
    String odd = "\u00a4 \u0104 \u00e9";
    TextEncoder encoder = TextEncoder.of(SoapVersion.SOAP_12).withCharset(charset);
    OutgoingEntity text =
        encoder.encode(
            Message.of(
                SoapVersion.SOAP_12,
                Body.of(
                    ECHO,
                    writer -> {
                      writer.writeAttribute("a", odd);
                      writer.writeCharacters(odd);
                    })));
    try (Message back = encoder.decode(new ByteArrayInputStream(bytes(text)), text.mediaType())) {
      XMLStreamReader2 reader = back.body().reader();
      assertThat(reader.getAttributeValue("", "a")).isEqualTo(odd);
      assertThat(reader.getElementText()).isEqualTo(odd);
    }
    OutgoingEntity comment =
        encoder.encode(
            Message.of(SoapVersion.SOAP_12, Body.of(ECHO, writer -> writer.writeComment(odd))));
    assertThatThrownBy(() -> bytes(comment)).isInstanceOf(IOException.class);
    OutgoingEntity known =
        encoder.encode(
            Message.of(SoapVersion.SOAP_12, Body.of(ECHO, writer -> writer.writeComment("x"))));
    assertThat(new String(bytes(known), charset)).contains("<!--x-->");
  }
}
