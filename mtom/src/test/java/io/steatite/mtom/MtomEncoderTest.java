package io.steatite.mtom;

import static io.steatite.mtom.Packages.bytesOf;
import static io.steatite.mtom.Packages.copy;
import static io.steatite.mtom.Packages.filesOf;
import static io.steatite.mtom.Packages.message;
import static io.steatite.mtom.Packages.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.testing.Requirement;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MtomEncoderTest {
  private static final int[] SIZES = {
    0, 1, 2, 3, 767, 768, 769, 4095, 4096, 4097, 12287, 12288, 12289, 65535, 65536, 65537, 1 << 20
  };

  @TempDir Path directory;

  private MtomEncoder encoder() {
    return MtomEncoder.of(SoapVersion.SOAP_11, SoapVersion.SOAP_12)
        .withTemporaryDirectory(directory);
  }

  static Stream<Arguments> versionsAndSizes() {
    return Stream.of(SoapVersion.values())
        .flatMap(version -> IntStream.of(SIZES).mapToObj(size -> Arguments.of(version, size)));
  }

  @ParameterizedTest
  @MethodSource("versionsAndSizes")
  @Requirement("R4151")
  void contentIsReadBack(SoapVersion version, int size) throws Exception {
    byte[] content = random(size);
    Message message = message(version, BinaryContent.of(content), BinaryContent.of(content));
    try (Message read = copy(encoder(), message)) {
      assertThat(read.version()).isEqualTo(version);
      assertThat(filesOf(read)).containsExactly(content, content);
    }
    assertThat(Files.list(directory)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64})
  void contentIsReadBackForAllReadSizes(int most) throws Exception {
    byte[] content = random(20_000);
    OutgoingEntity entity = encoder().encode(message(Packages.V12, BinaryContent.of(content)));
    try (Message read =
        encoder()
            .decode(ThrottledInputStream.of(bytesOf(entity), most, most), entity.mediaType())) {
      assertThat(filesOf(read)).containsExactly(content);
    }
  }

  @ParameterizedTest
  @MethodSource("versionsAndSizes")
  void typedAccessReadsTheBytesOfAPart(SoapVersion version, int size) throws Exception {
    byte[] content = random(size);
    try (Message read = copy(encoder(), message(version, BinaryContent.of(content)))) {
      XMLStreamReader2 reader = read.body().reader();
      Packages.toFile(reader);
      assertThat(reader.getElementAsBinary()).isEqualTo(content);
      assertThat(reader.isEndElement()).isTrue();
      assertThat(reader.getLocalName()).isEqualTo("file");
      assertThat(Packages.toFile(reader)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("versionsAndSizes")
  void textOfAPartIsBase64(SoapVersion version, int size) throws Exception {
    byte[] content = random(size);
    try (Message read = copy(encoder(), message(version, BinaryContent.of(content)))) {
      XMLStreamReader2 reader = read.body().reader();
      Packages.toFile(reader);
      assertThat(reader.getElementText()).isEqualTo(Base64.getEncoder().encodeToString(content));
    }
  }

  @ParameterizedTest
  @MethodSource("versionsAndSizes")
  void messageIsForwardedFromMtomToTextAndBack(SoapVersion version, int size) throws Exception {
    byte[] content = random(size);
    TextEncoder text = TextEncoder.of(version);
    try (Message packed = copy(encoder(), message(version, BinaryContent.of(content)));
        Message plain = copy(text, packed);
        Message again = copy(encoder(), plain)) {
      assertThat(filesOf(again)).containsExactly(content);
    }
  }

  @Test
  void forwardedPartsStayParts() throws Exception {
    byte[] content = random(100_000);
    try (Message packed = copy(encoder(), message(Packages.V12, BinaryContent.of(content)))) {
      OutgoingEntity forwarded = encoder().encode(packed);
      byte[] bytes = bytesOf(forwarded);
      assertThat(Packages.text(bytes)).contains("<xop:Include").contains(Packages.text(content));
    }
    assertThat(Files.list(directory)).isEmpty();
  }

  @Test
  void bufferedBodyContainsPartsAsText() throws Exception {
    byte[] content = random(5000);
    try (Message packed = copy(encoder(), message(Packages.V12, BinaryContent.of(content)))) {
      Message buffered = Message.of(Packages.V12, packed.body().buffer());
      assertThat(filesOf(buffered)).containsExactly(content);
      assertThat(filesOf(buffered)).containsExactly(content);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16"})
  void charsetsOfWcfAreReadBack(String charset) throws Exception {
    byte[] content = random(1000);
    MtomEncoder encoder =
        MtomEncoder.of(TextEncoder.of(Packages.V12).withCharset(Charset.forName(charset)));
    try (Message read = copy(encoder, message(Packages.V12, BinaryContent.of(content)))) {
      assertThat(filesOf(read)).containsExactly(content);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/related; type=\"application/xop+xml\"; boundary=b",
        "Multipart/Related;boundary=b;type=APPLICATION/XOP+XML",
        "multipart/related; type=application/xop+xml; boundary=b",
        "multipart/related; type=\"text/xml\"; boundary=b",
        "multipart/related; type=\"application/soap+xml\"; boundary=b",
        "multipart/related; boundary=b",
        "text/xml; charset=utf-8",
        "application/soap+xml; action=\"urn:a\""
      })
  @Requirement("R4131")
  void mediaTypesOfOtherStacksCanBeRead(String mediaType) {
    assertThat(encoder().canRead(MediaType.parse(mediaType))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/related; type=\"text/html\"; boundary=b",
        "multipart/mixed; type=\"application/xop+xml\"; boundary=b",
        "application/xop+xml",
        "text/html"
      })
  void otherMediaTypesCannotBeRead(String mediaType) {
    assertThat(encoder().canRead(MediaType.parse(mediaType))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                encoder()
                    .decode(new ByteArrayInputStream(new byte[0]), MediaType.parse(mediaType)));
  }

  @Test
  void plainEnvelopeIsRead() throws Exception {
    byte[] xml = Packages.envelope("AAEC").getBytes(StandardCharsets.UTF_8);
    try (Message read =
        encoder()
            .decode(
                new ByteArrayInputStream(xml),
                MediaType.parse("application/soap+xml; action=\"urn:a\""))) {
      assertThat(read.action()).contains("urn:a");
      assertThat(filesOf(read)).containsExactly(new byte[] {0, 1, 2});
    }
  }

  @Test
  void messageOfAnotherVersionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MtomEncoder.of(SoapVersion.SOAP_11).encode(message(SoapVersion.SOAP_12)));
  }
}
