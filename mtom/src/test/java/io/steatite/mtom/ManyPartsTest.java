package io.steatite.mtom;

import static io.steatite.mtom.Packages.V12;
import static io.steatite.mtom.Packages.bytesOf;
import static io.steatite.mtom.Packages.filesOf;
import static io.steatite.mtom.Packages.message;
import static io.steatite.mtom.Packages.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.xml.BinaryContent;
import io.steatite.testing.ThrottledInputStream;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of many numbers and sizes, compared byte by byte. */
class ManyPartsTest {
  @TempDir Path directory;

  private MtomEncoder encoder() {
    MimeLimits limits = MimeLimits.builder().parts(1001).build();
    return MtomEncoder.of(V12).withLimits(limits).withTemporaryDirectory(directory);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 1000, 100_000})
  void thousandPartsAreReadBack(int most) throws Exception {
    byte[][] contents =
        IntStream.range(0, 1000).mapToObj(i -> random(2048 + i)).toArray(byte[][]::new);
    DataSource[] sources = new DataSource[contents.length];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = BinaryContent.of(contents[i]);
    }
    OutgoingEntity entity = encoder().encode(message(V12, sources));
    byte[] bytes = bytesOf(entity);
    try (Message read =
        encoder().decode(ThrottledInputStream.of(bytes, most, most), entity.mediaType())) {
      assertThat(filesOf(read)).containsExactly(contents);
    }
    assertThat(Files.list(directory)).isEmpty();
  }

  /** Sizes around those of all buffers that a part passes. */
  @Test
  void partsOfSizesAroundBufferLimitsAreReadBack() throws Exception {
    MtomEncoder everything = encoder().withThreshold(0);
    for (int edge : new int[] {1, 512, 768, 4000, 4096, 8192, 12288, 16384, 32768, 65536, 131072}) {
      List<DataSource> sources = new ArrayList<>();
      List<byte[]> contents = new ArrayList<>();
      for (int size = Math.max(0, edge - 3); size <= edge + 3; size++) {
        contents.add(random(size));
        sources.add(BinaryContent.of(random(size)));
        contents.add(random(size));
        sources.add(BinaryContent.of(new ByteArrayInputStream(random(size)), "a/b"));
      }
      OutgoingEntity entity = everything.encode(message(V12, sources.toArray(new DataSource[0])));
      byte[] bytes = bytesOf(entity);
      for (int most : new int[] {1 + edge / 7, 1 << 20}) {
        InputStream in = ThrottledInputStream.of(bytes, most, most);
        try (Message read = everything.decode(in, entity.mediaType())) {
          assertThat(filesOf(read)).containsExactlyElementsOf(contents);
        }
        InputStream again = ThrottledInputStream.of(bytes, most, most);
        try (Message read = everything.decode(again, entity.mediaType())) {
          assertThat(streamed(read)).containsExactlyElementsOf(contents);
        }
      }
    }
    assertThat(Files.list(directory)).isEmpty();
  }

  private static List<byte[]> streamed(Message message) throws Exception {
    List<byte[]> files = new ArrayList<>();
    XMLStreamReader2 reader = message.body().reader();
    while (Packages.toFile(reader)) {
      files.add(BinaryContent.stream(reader).readAllBytes());
    }
    return files;
  }

  /** The sender continues only after the first part was read to its end. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void firstPartIsReadBeforeTheSecondArrives() throws Exception {
    OutgoingEntity entity =
        encoder()
            .encode(message(V12, BinaryContent.of(random(5000)), BinaryContent.of(random(6000))));
    byte[] bytes = bytesOf(entity);
    String boundary = "--" + entity.mediaType().parameter("boundary").orElseThrow() + "\r\n";
    int second = Packages.text(bytes).lastIndexOf(boundary) + boundary.length();
    PipedOutputStream out = new PipedOutputStream();
    try (InputStream in = new PipedInputStream(out, 1 << 16)) {
      out.write(bytes, 0, second);
      out.flush();
      try (Message message = encoder().decode(in, entity.mediaType())) {
        XMLStreamReader2 reader = message.body().reader();
        Packages.toFile(reader);
        assertThat(BinaryContent.stream(reader).readAllBytes()).isEqualTo(random(5000));
        out.write(bytes, second, bytes.length - second);
        out.close();
        Packages.toFile(reader);
        assertThat(BinaryContent.stream(reader).readAllBytes()).isEqualTo(random(6000));
      }
    }
  }

  @Test
  void storedPartsAreDeletedAfterAnyTruncation() throws IOException {
    MtomEncoder storing =
        MtomEncoder.of(V12)
            .withLimits(MimeLimits.builder().memoryBytes(10).build())
            .withTemporaryDirectory(directory);
    DataSource[] sources =
        IntStream.range(0, 5)
            .mapToObj(i -> BinaryContent.of(random(2000)))
            .toArray(DataSource[]::new);
    OutgoingEntity entity = storing.encode(message(V12, sources));
    byte[] bytes = bytesOf(entity);
    for (int cut = bytes.length - 1; cut > 0; cut -= 97) {
      try (Message message =
          storing.decode(new ByteArrayInputStream(bytes, 0, cut), entity.mediaType())) {
        Attachments.of(message).orElseThrow().all();
      } catch (RuntimeException e) {
        assertThat(e).isInstanceOf(MalformedMessageException.class);
      }
      assertThat(Files.list(directory)).as("cut at %d", cut).isEmpty();
    }
  }

  /** A part that cannot be stored completely is deleted before the message is closed. */
  @Test
  void incompletePartIsNotStored() throws Exception {
    OutgoingEntity entity = encoder().encode(message(V12, BinaryContent.of(random(200_000))));
    byte[] bytes = bytesOf(entity);
    try (Message message =
        encoder().decode(new ByteArrayInputStream(bytes, 0, 150_000), entity.mediaType())) {
      XMLStreamReader2 reader = message.body().reader();
      Packages.toFile(reader);
      DataSource content = BinaryContent.read(reader);
      assertThatThrownBy(() -> BinaryContent.buffer(content))
          .isInstanceOf(MalformedMessageException.class);
      assertThat(Files.list(directory)).isEmpty();
    }
  }
}
