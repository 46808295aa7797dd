package io.steatite.mtom;

import static io.steatite.mtom.Packages.V12;
import static io.steatite.mtom.Packages.random;
import static io.steatite.mtom.Packages.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.testing.Requirement;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is optimized if and only if it is canonical base64 (MTOM step 3). */
class TextOptimizationTest {
  @TempDir Path directory;

  private final MtomEncoder encoder = MtomEncoder.of(V12);

  private static String base64(int size) {
    return Base64.getEncoder().encodeToString(random(size));
  }

  private static Message text(String... pieces) {
    XmlContent content =
        writer -> {
          for (String piece : pieces) {
            writer.writeCharacters(piece);
          }
        };
    return Message.of(V12, Body.of(new QName("urn:d", "Data", "d"), content));
  }

  private void assertSame(Message message, String text) throws Exception {
    try (Message read = Packages.copy(encoder, message)) {
      assertThat(read.body().reader().getElementText()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {768, 769, 770, 9215, 9216, 9217, 100_000})
  @Requirement({"R4151", "B4152"})
  void canonicalTextBecomesAPart(int size) throws Exception {
    String text = base64(size);
    assertThat(textOf(encoder.encode(text(text))))
        .contains("<xop:Include", "\r\n\r\n" + Packages.text(random(size)) + "\r\n--")
        .doesNotContain(text.substring(0, 100));
    assertSame(text(text), text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 765, 767})
  @Requirement("B4152")
  void shortTextStaysText(int size) throws Exception {
    String text = base64(size);
    assertThat(textOf(encoder.encode(text(text)))).doesNotContain("Include").contains(text);
    assertSame(text(text), text);
  }

  @Test
  void textWrittenInPiecesIsOptimized() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      String text = base64(700 + random.nextInt(30_000));
      int first = random.nextInt(text.length());
      int second = first + random.nextInt(text.length() - first);
      Message message =
          text(text.substring(0, first), text.substring(first, second), text.substring(second));
      assertThat(textOf(encoder.encode(message)).contains("<xop:Include"))
          .isEqualTo(text.length() >= 1024);
      assertSame(message, text);
    }
  }

  @Test
  void textThatIsNotCanonicalBase64IsNotChanged() throws Exception {
    String long1 = base64(30_000);
    String padded = base64(1000); // ends with ==
    assertThat(padded).endsWith("==");
    String nonZero = padded.substring(0, padded.length() - 3) + "/==";
    for (String text :
        new String[] {
          " " + long1,
          long1 + " ",
          long1 + "\n",
          long1.substring(0, 20_000) + "\n" + long1.substring(20_000),
          long1.substring(1),
          long1 + "A",
          long1 + "AA",
          long1 + "====",
          long1 + "=",
          padded + "AAAA",
          padded.substring(0, padded.length() - 1),
          nonZero,
          long1.substring(0, 29_000) + "-_" + long1.substring(29_002),
          long1 + "\u00e4",
          "=".repeat(1024),
          "some words and then " + long1
        }) {
      assertThat(textOf(encoder.encode(text(text)))).doesNotContain("Include");
      assertSame(text(text), text.replace("\r", ""));
      assertSame(text(text.substring(0, 11), text.substring(11)), text);
    }
  }

  @Test
  void longTextIsDecodedIntoATemporaryFile() throws Exception {
    String text = base64(3_000_000);
    MtomEncoder storing = encoder.withTemporaryDirectory(directory);
    OutgoingEntity entity = storing.encode(text(text));
    assertThat(Packages.bytesOf(entity)).hasSizeLessThan(3_010_000);
    OutgoingEntity broken = storing.encode(text(text, " "));
    assertThat(Packages.bytesOf(broken)).hasSizeGreaterThan(4_000_000);
    assertThat(Files.list(directory)).isEmpty();
  }

  @Test
  void typedWritingInSeveralCallsIsOneContent() throws Exception {
    byte[] content = random(200_001);
    XmlContent pieces =
        writer -> {
          for (int at = 0; at < content.length; at += 1000) {
            writer.writeBinary(content, at, Math.min(1000, content.length - at));
          }
        };
    Message message = Message.of(V12, Body.of(new QName("urn:d", "Data", "d"), pieces));
    MtomEncoder storing = encoder.withTemporaryDirectory(directory);
    try (Message read = Packages.copy(storing, message)) {
      assertThat(read.body().reader().getElementAsBinary()).isEqualTo(content);
    }
    assertThat(textOf(storing.withThreshold(1 << 20).encode(message)))
        .contains(Base64.getEncoder().encodeToString(content));
    assertThat(Files.list(directory)).isEmpty();
  }

  @Test
  void headerBlocksAreOptimized() throws Exception {
    String token = base64(1100);
    Message message = text("x").withHeader(HeaderBlock.of(new QName("urn:s", "Token", "s"), token));
    assertThat(textOf(encoder.encode(message))).contains("<xop:Include").doesNotContain(token);
    try (Message read = Packages.copy(encoder, message)) {
      assertThat(read.headers().iterator().next().text()).isEqualTo(token);
      assertThat(textOf(encoder.encode(read))).contains("<xop:Include").doesNotContain(token);
    }
  }

  @Test
  void textIsForwardedAsAPackageAndBackWithoutBeingStored() throws Exception {
    byte[] content = random(500_000);
    Message sent = Packages.message(V12, BinaryContent.of(content));
    TextEncoder plain = TextEncoder.of(V12);
    OutgoingEntity packed;
    byte[] bytes;
    try (Message text = Packages.copy(plain, sent)) {
      packed = encoder.withTemporaryDirectory(directory).encode(text);
      bytes = Packages.bytesOf(packed);
    }
    assertThat(Packages.text(bytes)).contains(Packages.text(content));
    MimeLimits nothingStored = MimeLimits.builder().memoryBytes(1).storedBytes(1).build();
    try (Message read =
        encoder
            .withLimits(nothingStored)
            .decode(new ByteArrayInputStream(bytes), packed.mediaType())) {
      assertThat(textOf(plain.encode(read))).contains(Base64.getEncoder().encodeToString(content));
    }
    assertThat(Files.list(directory)).isEmpty();
  }
}
