package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.testing.Requirement;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two messages in WCF's documentation of its protocols, with sample content. */
class WcfExamplesTest {
  private final MtomEncoder encoder = MtomEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 20})
  @Requirement({"R4131", "R4133", "R4136", "R4144", "R4148"})
  void soap11EchoIsRead(int most) throws Exception {
    try (Message message = read("soap11-echo.http", most)) {
      assertThat(message.version()).isEqualTo(SoapVersion.SOAP_11);
      XMLStreamReader2 reader = message.body().reader();
      assertThat(reader.getLocalName()).isEqualTo("EchoBinaryAsString");
      to("array", reader);
      assertThat(BinaryContent.read(reader).getInputStream().readAllBytes())
          .isEqualTo(content("echo", 1200));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 20})
  @Requirement({"R4131", "R4133", "R4135", "R4144", "R4149"})
  void secureSoap12IsRead(int most) throws Exception {
    try (Message message = read("soap12-secure.http", most)) {
      assertThat(message.version()).isEqualTo(SoapVersion.SOAP_12);
      assertThat(message.action()).contains("http://xmlsoap.org/echoBinaryAsString");
      assertThat(message.headers().iterator().next().text())
          .contains(base64("token", 1100), base64("signature", 1300), "OrEPRX7fISIS4sXYWPMv3g==");
      XMLStreamReader2 reader = message.body().reader();
      to("CipherValue", reader);
      assertThat(reader.getElementAsBinary()).isEqualTo(content("body", 1500));
    }
  }

  /**
   * A message that is read and written again, as a package and as text, keeps its infoset character
   * by character, so that signed or encrypted content stays valid.
   */
  @Test
  @Requirement({"R4151", "B4152"})
  void secureSoap12KeepsItsInfoset() throws Exception {
    TextEncoder plain = TextEncoder.of(SoapVersion.SOAP_12);
    String expected;
    try (Message message = onTheWire("soap12-secure.http")) {
      expected = Packages.textOf(plain.encode(message));
    }
    assertThat(expected)
        .contains(base64("token", 1100), base64("signature", 1300), base64("body", 1500));
    byte[] forwarded;
    MediaType type;
    try (Message message = onTheWire("soap12-secure.http")) {
      OutgoingEntity entity = encoder.encode(message);
      type = entity.mediaType();
      forwarded = Packages.bytesOf(entity);
    }
    String sent = Packages.text(forwarded);
    assertThat(Pattern.compile("<xop:Include").matcher(sent).results()).hasSize(3);
    for (byte[] content :
        List.of(content("token", 1100), content("signature", 1300), content("body", 1500))) {
      assertThat(sent).contains("\r\n\r\n" + Packages.text(content) + "\r\n--");
    }
    try (Message again = encoder.decode(new ByteArrayInputStream(forwarded), type)) {
      assertThat(Packages.textOf(plain.encode(again))).isEqualTo(expected);
    }
  }

  /** White space that the documentation has next to an xop:Include is not part of the content. */
  @ParameterizedTest
  @ValueSource(strings = {"soap11-echo.http", "soap12-secure.http"})
  void examplesKeepTheirContentWhenCopied(String name) throws Exception {
    String expected;
    try (Message message = read(name, 1 << 20)) {
      expected = Packages.textOf(TextEncoder.of(message.version()).encode(message));
    }
    try (Message message = read(name, 1 << 20);
        Message again = Packages.copy(encoder, message)) {
      assertThat(Packages.textOf(TextEncoder.of(again.version()).encode(again)))
          .isEqualTo(expected);
    }
  }

  /** Returns the message without the white space that the documentation has around its includes. */
  private Message onTheWire(String name) throws Exception {
    String printed = Packages.text(bytesOf(name));
    String wire = printed.replaceAll("\\s*(<xop:Include[^>]*/>)\\s*", "$1");
    return read(Packages.bytes(wire), 1 << 20);
  }

  private static void to(String localName, XMLStreamReader2 reader) throws Exception {
    while (!reader.isStartElement() || !reader.getLocalName().equals(localName)) {
      reader.next();
    }
  }

  private Message read(String name, int most) throws Exception {
    return read(bytesOf(name), most);
  }

  private Message read(byte[] http, int most) throws Exception {
    int body = Packages.text(http).indexOf("\r\n\r\n") + 4;
    byte[] bytes = Arrays.copyOfRange(http, body, http.length);
    return encoder.decode(
        ThrottledInputStream.of(bytes, most, most), contentType(Packages.text(http)));
  }

  private static byte[] bytesOf(String name) throws Exception {
    try (InputStream in = WcfExamplesTest.class.getResourceAsStream("/cases/mtom/" + name)) {
      return in.readAllBytes();
    }
  }

  /** Returns the Content-Type field, which may be folded. */
  private static MediaType contentType(String http) {
    List<String> fields = http.substring(0, http.indexOf("\r\n\r\n")).lines().toList();
    StringBuilder value = new StringBuilder();
    for (String line : fields) {
      if (line.startsWith("Content-Type:")) {
        value.append(line.substring("Content-Type:".length()));
      } else if (!value.isEmpty() && line.startsWith(" ")) {
        value.append("\r\n").append(line);
      } else if (!value.isEmpty()) {
        break;
      }
    }
    return MediaType.parse(value.toString());
  }

  /**
   * The content that the files contain in place of the binary content missing in the documentation.
   */
  private static byte[] content(String name, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (name.charAt(i % name.length()) * (i + 1));
    }
    return bytes;
  }

  private static String base64(String name, int size) {
    return Base64.getEncoder().encodeToString(content(name, size));
  }
}
