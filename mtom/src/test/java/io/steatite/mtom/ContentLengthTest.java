package io.steatite.mtom;

import static io.steatite.mtom.Packages.V12;
import static io.steatite.mtom.Packages.bytesOf;
import static io.steatite.mtom.Packages.message;
import static io.steatite.mtom.Packages.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.envelope.xml.XmlContent;
import jakarta.activation.FileDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the length of a package is known; a known length equals the number of bytes written. */
class ContentLengthTest {
  @TempDir Path directory;

  private OutgoingEntity encode(Message message) {
    return MtomEncoder.of(V12).withTemporaryDirectory(directory).encode(message);
  }

  private void assertMeasured(Message message) throws IOException {
    OutgoingEntity entity = encode(message);
    long length = entity.contentLength().orElseThrow();
    byte[] first = bytesOf(entity);
    assertThat(first).hasSize((int) length);
    assertThat(entity.isRepeatable()).isTrue();
    assertThat(bytesOf(entity)).isEqualTo(first);
    assertThat(entity.contentLength()).hasValue(length);
  }

  private void assertUnknown(Message message) throws IOException {
    OutgoingEntity entity = encode(message);
    assertThat(entity.contentLength()).isEmpty();
    assertThat(entity.isRepeatable()).isFalse();
    assertThat(bytesOf(entity)).isNotEmpty();
    assertThat(Files.list(directory)).isEmpty();
  }

  @Test
  void lengthIsKnownForBytesOfAnySize() throws IOException {
    for (int size : new int[] {0, 1, 767, 768, 769, 1 << 20}) {
      assertMeasured(message(V12, BinaryContent.of(random(size)), BinaryContent.of(random(size))));
    }
  }

  @Test
  void lengthIsKnownForFiles() throws IOException {
    for (int size : new int[] {0, 767, 768, 200_000}) {
      Path file = Files.write(directory.resolve("file" + size), random(size));
      assertMeasured(
          message(V12, BinaryContent.of(file, "a/b"), new FileDataSource(file.toFile())));
    }
  }

  @Test
  void lengthIsKnownForTypedWritingAndText() throws IOException {
    byte[] content = random(5000);
    XmlContent typed = writer -> writer.writeBinary(content, 0, content.length);
    XmlContent text = writer -> writer.writeCharacters(Base64.getEncoder().encodeToString(content));
    assertMeasured(Message.of(V12, Body.of(Packages.FILES, typed)));
    assertMeasured(Message.of(V12, Body.of(Packages.FILES, text)));
  }

  @Test
  void lengthIsUnknownForStreams() throws IOException {
    assertUnknown(message(V12, BinaryContent.of(new ByteArrayInputStream(random(2000)), "a/b")));
    assertUnknown(message(V12, BinaryContent.of(new ByteArrayInputStream(random(20)), "a/b")));
  }

  @Test
  void lengthIsUnknownForLongEnvelopes() throws IOException {
    assertUnknown(Message.of(V12, Body.of(Packages.FILES, "some text ".repeat(10_000))));
    XmlContent typed = writer -> writer.writeBinary(new byte[100_000], 0, 100_000);
    assertUnknown(Message.of(V12, Body.of(Packages.FILES, typed)));
  }

  @Test
  void lengthIsUnknownForABodyOnTheStream() throws IOException {
    Message sent = message(V12, BinaryContent.of(random(2000)));
    try (Message received = Packages.copy(MtomEncoder.of(V12), sent)) {
      assertUnknown(received);
    }
  }

  @Test
  void lengthIsKnownForReceivedParts() throws Exception {
    Message sent = message(V12, BinaryContent.of(random(200_000)));
    MtomEncoder encoder = MtomEncoder.of(V12).withTemporaryDirectory(directory);
    try (Message received = Packages.copy(encoder, sent)) {
      var reader = received.body().reader();
      Packages.toFile(reader);
      assertMeasured(message(V12, BinaryContent.read(reader)));
    }
    assertThat(Files.list(directory)).isEmpty();
  }

  @Test
  void messageIsWrittenOnceUnlessTheLengthIsRequested() throws IOException {
    AtomicInteger written = new AtomicInteger();
    XmlContent content = writer -> written.incrementAndGet();
    OutgoingEntity entity = encode(Message.of(V12, Body.of(Packages.FILES, content)));
    assertThat(entity.mediaType()).isNotNull();
    assertThat(written).hasValue(0);
    entity.writeTo(new ByteArrayOutputStream());
    assertThat(written).hasValue(1);
  }

  @Test
  void messageWithoutPartsIsWrittenAsTextWhenConfigured() throws Exception {
    MtomEncoder encoder = MtomEncoder.of(V12).withPackagesOnlyWhenUseful(true);
    OutgoingEntity text = encoder.encode(message(V12, BinaryContent.of(random(767))));
    assertThat(text.mediaType().essence()).isEqualTo("application/soap+xml");
    OutgoingEntity mtom = encoder.encode(message(V12, BinaryContent.of(random(768))));
    assertThat(mtom.mediaType().essence()).isEqualTo("multipart/related");
    assertThat(bytesOf(mtom)).hasSize((int) mtom.contentLength().orElseThrow());
    OutgoingEntity unknown =
        encoder.encode(message(V12, BinaryContent.of(new ByteArrayInputStream(random(7)), "a/b")));
    assertThat(unknown.mediaType().essence()).isEqualTo("multipart/related");
    try (Message read = Packages.copy(encoder, message(V12, BinaryContent.of(random(3))))) {
      assertThat(Packages.filesOf(read)).containsExactly(random(3));
    }
  }
}
