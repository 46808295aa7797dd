package io.steatite.mtom;

import static io.steatite.mtom.Packages.V12;
import static io.steatite.mtom.Packages.bytesOf;
import static io.steatite.mtom.Packages.message;
import static io.steatite.mtom.Packages.random;
import static io.steatite.mtom.Packages.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.testing.Requirement;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.stax2.typed.Base64Variants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageWritingTest {
  private final MtomEncoder encoder = MtomEncoder.of(SoapVersion.SOAP_11, V12);

  @ParameterizedTest
  @EnumSource(SoapVersion.class)
  @Requirement({"R4131", "R4132", "R4133", "R4134", "R4135", "R4136"})
  void contentTypeNamesRootBoundaryAndVersion(SoapVersion version) {
    MediaType type = encoder.encode(message(version)).mediaType();
    assertThat(type.toString())
        .matches(
            "multipart/related; type=\"application/xop\\+xml\";"
                + " start=\"<0\\.[0-9a-f-]{36}@steatite>\"; boundary=\"part-[0-9a-f-]{36}\";"
                + " start-info=\""
                + Pattern.quote(version.mediaType())
                + "\"");
  }

  @Test
  void actionIsAParameterOfItsOwn() {
    Message message = message(V12).withAction("urn:a");
    MediaType type = encoder.encode(message).mediaType();
    assertThat(type.parameter("action")).contains("urn:a");
    assertThat(type.parameter("start-info")).contains("application/soap+xml");
    assertThat(encoder.encode(message(SoapVersion.SOAP_11).withAction("urn:a")).mediaType())
        .satisfies(it -> assertThat(it.parameter("action")).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(SoapVersion.class)
  @Requirement({"R4141", "R4142", "R4143", "R4145", "R4146", "R4148", "R4149", "R41410"})
  void packageHasTheHeadersOfWcf(SoapVersion version) throws Exception {
    byte[] content = random(768);
    OutgoingEntity entity = encoder.encode(message(version, BinaryContent.of(content)));
    String boundary = entity.mediaType().parameter("boundary").orElseThrow();
    String start = entity.mediaType().parameter("start").orElseThrow();
    String id = start.replace("<0.", "1.").replace(">", "");
    assertThat(textOf(entity))
        .isEqualTo(
            String.join(
                "\r\n",
                "--" + boundary,
                "Content-ID: " + start,
                "Content-Transfer-Encoding: 8bit",
                "Content-Type: application/xop+xml;charset=utf-8;type=\""
                    + version.mediaType()
                    + '"',
                "",
                "<s:Envelope xmlns:s=\""
                    + version.namespace()
                    + "\"><s:Body><f:files xmlns:f=\"urn:files\"><f:file>"
                    + "<xop:Include href=\"cid:"
                    + id
                    + "\" xmlns:xop=\"http://www.w3.org/2004/08/xop/include\"/>"
                    + "</f:file></f:files></s:Body></s:Envelope>",
                "--" + boundary,
                "Content-ID: <" + id + '>',
                "Content-Transfer-Encoding: binary",
                "Content-Type: application/octet-stream",
                "",
                Packages.text(content),
                "--" + boundary + "--",
                ""));
  }

  @Test
  @Requirement("R4147")
  void utf16RootPartIsBinary() throws Exception {
    MtomEncoder utf16 = MtomEncoder.of(TextEncoder.of(V12).withCharset(StandardCharsets.UTF_16LE));
    assertThat(textOf(utf16.encode(message(V12))))
        .contains("Content-Transfer-Encoding: binary\r\n")
        .contains("application/xop+xml;charset=utf-16le;type=\"application/soap+xml\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 767})
  @Requirement("B4152")
  void contentBelowTheThresholdStaysInTheEnvelope(int size) throws Exception {
    byte[] content = random(size);
    assertThat(textOf(encoder.encode(message(V12, BinaryContent.of(content)))))
        .doesNotContain("Include")
        .contains(size == 0 ? "<f:file/>" : base64(content));
  }

  @ParameterizedTest
  @ValueSource(ints = {768, 769, 100_000})
  @Requirement("B4152")
  void contentAtTheThresholdBecomesAPart(int size) throws Exception {
    byte[] content = random(size);
    assertThat(textOf(encoder.encode(message(V12, BinaryContent.of(content)))))
        .contains("<xop:Include")
        .contains("\r\n\r\n" + Packages.text(content) + "\r\n--")
        .doesNotContain(base64(content));
  }

  @Test
  void thresholdCanBeChanged() throws Exception {
    Message message = message(V12, BinaryContent.of(random(10)));
    assertThat(textOf(encoder.withThreshold(10).encode(message))).contains("Include");
    assertThat(textOf(encoder.withThreshold(11).encode(message))).doesNotContain("Include");
    Message empty = message(V12, BinaryContent.of(new byte[0]));
    assertThat(textOf(encoder.withThreshold(0).encode(empty))).contains("Include");
    assertThatIllegalArgumentException().isThrownBy(() -> encoder.withThreshold(-1));
  }

  @Test
  void typedWritingIsOptimized() throws Exception {
    byte[] content = random(2000);
    Message message =
        written(
            writer -> {
              writer.writeBinary(content, 0, 1000);
              writer.writeBinary(content, 1000, 1000);
            });
    assertThat(textOf(encoder.encode(message)))
        .containsOnlyOnce("<xop:Include")
        .contains(Packages.text(content));
  }

  @Test
  void typedWritingCopiesTheBytes() throws Exception {
    byte[] content = random(1000);
    byte[] reused = content.clone();
    Message message =
        written(
            writer -> {
              writer.writeBinary(reused, 0, reused.length);
              Arrays.fill(reused, (byte) 0);
            });
    assertThat(textOf(encoder.encode(message))).contains(Packages.text(content));
  }

  @Test
  void base64OfAnotherVariantIsNotOptimized() throws Exception {
    byte[] content = random(1000);
    Message message =
        written(
            writer ->
                writer.writeBinary(Base64Variants.MODIFIED_FOR_URL, content, 0, content.length));
    assertThat(textOf(encoder.encode(message))).doesNotContain("Include");
  }

  @Test
  void contentNextToTextIsNotOptimized() throws Exception {
    byte[] content = random(1000);
    Message message =
        written(
            writer -> {
              writer.writeCharacters(" ");
              BinaryContent.write(writer, BinaryContent.of(content));
            });
    assertThat(textOf(encoder.encode(message))).doesNotContain("Include").contains(base64(content));
  }

  /** MTOM step 3: optimized content is the only content of its element. */
  @Test
  void contentNextToOtherContentIsNotOptimized() throws Exception {
    byte[] content = random(999);
    XmlContent[] company = {
      writer -> writer.writeCharacters("x"),
      writer -> writer.writeComment("x"),
      writer -> writer.writeCData("x"),
      writer -> writer.writeInt(1),
      writer -> writer.writeRaw("x"),
      writer -> BinaryContent.write(writer, BinaryContent.of(content)),
      writer -> {
        writer.writeStartElement("x");
        writer.writeEndElement();
      }
    };
    XmlContent[] contents = {
      writer -> BinaryContent.write(writer, BinaryContent.of(content)),
      writer -> writer.writeBinary(content, 0, content.length),
      writer -> writer.writeCharacters(base64(content))
    };
    for (XmlContent binary : contents) {
      for (XmlContent other : company) {
        assertThat(textOf(encoder.encode(written(binary, other))))
            .doesNotContain("Include")
            .contains(base64(content));
        assertThat(textOf(encoder.encode(written(other, binary))))
            .doesNotContain("Include")
            .contains(base64(content));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://www.w3.org/2005/05/xmlmime", "http://www.w3.org/2004/06/xmlmime"})
  void contentTypeAttributeBecomesTheContentTypeOfThePart(String namespace) throws Exception {
    Message message =
        written(
            writer -> {
              writer.writeNamespace("m", namespace);
              writer.writeAttribute("m", namespace, "contentType", "image/png");
              BinaryContent.write(writer, BinaryContent.of(random(1000), "image/gif"));
            });
    assertThat(textOf(encoder.encode(message))).contains("\r\nContent-Type: image/png\r\n\r\n");
  }

  @Test
  void invalidContentTypeAttributeIsIgnored() throws Exception {
    String namespace = "http://www.w3.org/2005/05/xmlmime";
    Message message =
        written(
            writer -> {
              writer.writeNamespace("m", namespace);
              writer.writeAttribute("m", namespace, "contentType", "image/\u00e9");
              BinaryContent.write(writer, BinaryContent.of(random(1000), "image/gif"));
            });
    assertThat(textOf(encoder.encode(message))).contains("\r\nContent-Type: image/gif\r\n\r\n");
  }

  @Test
  void contentTypeOfTheSourceBecomesTheContentTypeOfThePart() throws Exception {
    assertThat(textOf(encoder.encode(message(V12, BinaryContent.of(random(1000), "image/gif")))))
        .contains("\r\nContent-Type: image/gif\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/gif\r\nX: y", "image/gif\n", "image/gif\u00e9", "\u0000"})
  void invalidContentTypeOfTheSourceIsRefused(String contentType) {
    Message message = message(V12, BinaryContent.of(random(1000), contentType));
    assertThatIllegalArgumentException().isThrownBy(() -> bytesOf(encoder.encode(message)));
  }

  @Test
  void envelopeWithAnIncludeIsRefused() {
    Message message =
        written(
            writer -> {
              writer.writeStartElement("i", "Include", "http://www.w3.org/2004/08/xop/include");
              writer.writeNamespace("i", "http://www.w3.org/2004/08/xop/include");
              writer.writeEndElement();
            });
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bytesOf(encoder.encode(message)))
        .withMessageContaining("XOP section 3.1");
  }

  @Test
  void messageWithoutPartsIsWrittenAsAPackage() throws Exception {
    OutgoingEntity entity = encoder.encode(message(V12));
    String boundary = entity.mediaType().parameter("boundary").orElseThrow();
    assertThat(textOf(entity).split(Pattern.quote("--" + boundary))).hasSize(3);
  }

  @Test
  void partsHaveTheOrderOfTheEnvelopeAndUniqueIds() throws Exception {
    DataSource[] contents = new DataSource[20];
    Arrays.fill(contents, BinaryContent.of(random(800)));
    String written = textOf(encoder.encode(message(V12, contents)));
    Matcher href = Pattern.compile("href=\"cid:([^\"]*)\"").matcher(written);
    Matcher id = Pattern.compile("Content-ID: <([1-9][^>]*)>").matcher(written);
    int count = 0;
    while (href.find()) {
      assertThat(id.find()).isTrue();
      assertThat(id.group(1)).isEqualTo(href.group(1)).startsWith(++count + ".");
      assertThat(href.group(1)).matches("[0-9A-Za-z.@-]+");
    }
    assertThat(count).isEqualTo(20);
  }

  @Test
  void sourcesAreOpenedOnceAndClosed() throws Exception {
    CountingSource small = new CountingSource(random(10), false);
    CountingSource large = new CountingSource(random(1000), false);
    bytesOf(encoder.encode(message(V12, small, large)));
    assertThat(small.opened).isEqualTo(1);
    assertThat(small.closed).isEqualTo(1);
    assertThat(large.opened).isEqualTo(1);
    assertThat(large.closed).isEqualTo(1);
  }

  @Test
  void sourcesAreClosedWhenWritingFails() {
    CountingSource first = new CountingSource(random(1000), true);
    CountingSource second = new CountingSource(random(1000), false);
    assertThatThrownBy(() -> bytesOf(encoder.encode(message(V12, first, second))))
        .isInstanceOf(IOException.class)
        .hasMessage("no more");
    assertThat(first.closed).isEqualTo(1);
    assertThat(second.closed).isEqualTo(1);
  }

  private static Message written(XmlContent... contents) {
    return Message.of(
        V12,
        Body.of(
            Packages.FILES,
            writer -> {
              for (XmlContent content : contents) {
                content.writeTo(writer);
              }
            }));
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  /** Counts the streams it opens; a failing source fails at the end of its content. */
  private static final class CountingSource implements DataSource {
    private final byte[] bytes;
    private final boolean failing;
    private int opened;
    private int closed;

    CountingSource(byte[] bytes, boolean failing) {
      this.bytes = bytes;
      this.failing = failing;
    }

    @Override
    public InputStream getInputStream() {
      opened++;
      return new FilterInputStream(new ByteArrayInputStream(bytes)) {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          int n = super.read(target, offset, length);
          if (n < 0 && failing) {
            throw new IOException("no more");
          }
          return n;
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }

    @Override
    public OutputStream getOutputStream() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getContentType() {
      return "application/octet-stream";
    }

    @Override
    public String getName() {
      return "counting";
    }
  }
}
