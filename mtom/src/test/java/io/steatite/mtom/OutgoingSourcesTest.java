package io.steatite.mtom;

import static io.steatite.mtom.Packages.V12;
import static io.steatite.mtom.Packages.bytesOf;
import static io.steatite.mtom.Packages.message;
import static io.steatite.mtom.Packages.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content from all kinds of sources is written without being copied first. */
class OutgoingSourcesTest {
  @TempDir Path directory;

  private final MtomEncoder encoder = MtomEncoder.of(V12);

  private void assertSent(byte[] content, DataSource source) throws Exception {
    try (Message read = Packages.copy(encoder, message(V12, source))) {
      assertThat(Packages.filesOf(read)).containsExactly(content);
    }
  }

  @Test
  void bytesBuffersFilesAndStreamsAreWritten() throws Exception {
    for (int size : new int[] {0, 1, 767, 768, 769, 100_000}) {
      byte[] content = random(size);
      assertSent(content, BinaryContent.of(content, "a/b"));
      assertSent(content, BinaryContent.of(new ByteArrayInputStream(content), "a/b"));
      assertSent(content, BinaryContent.of(Files.write(directory.resolve("f"), content), "a/b"));
      ByteBuffer larger = ByteBuffer.allocate(size + 7).position(3).put(content).flip().position(3);
      assertSent(content, BinaryContent.of(larger.slice(), "a/b"));
      assertSent(content, BinaryContent.of(larger, "a/b"));
      ByteBuffer direct = ByteBuffer.allocateDirect(size).put(content).flip();
      assertSent(content, BinaryContent.of(direct, "a/b"));
      assertThat(larger.position()).isEqualTo(3);
      assertThat(direct.position()).isZero();
    }
  }

  @Test
  void streamIsReadUpToTheThresholdBeforeTheEnvelopeIsWritten() throws Exception {
    Watched first = new Watched(random(100_000));
    Watched second = new Watched(random(100_000));
    OutgoingEntity entity =
        encoder.encode(
            message(V12, BinaryContent.of(first, "a/b"), BinaryContent.of(second, "a/b")));
    entity.writeTo(
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (second.read > 768) {
              assertThat(first.read).as("the first is written first").isEqualTo(100_000);
            }
          }
        });
    assertThat(first.most).isLessThanOrEqualTo(16 << 10);
    assertThat(List.of(first.closed, second.closed)).containsExactly(1, 1);
  }

  @Test
  void streamIsWrittenOnce() throws Exception {
    Message message = message(V12, BinaryContent.of(new ByteArrayInputStream(random(1000)), "a/b"));
    bytesOf(encoder.encode(message));
    assertThatThrownBy(() -> bytesOf(encoder.encode(message)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("once");
  }

  @Test
  void fileThatWasTruncatedMakesWritingFail() throws Exception {
    Path file = Files.write(directory.resolve("file"), random(5000));
    OutgoingEntity entity = encoder.encode(message(V12, BinaryContent.of(file, "a/b")));
    assertThat(entity.contentLength()).isPresent();
    Files.write(file, random(4999));
    assertThatThrownBy(() -> bytesOf(entity))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("5000");
    assertThatThrownBy(() -> entity.writeTo(new ChannelStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("5000");
  }

  @Test
  void bytesAppendedToAFileAreNotWritten() throws Exception {
    Path file = Files.write(directory.resolve("file"), random(5000));
    DataSource content = BinaryContent.of(file, "a/b");
    Files.write(file, new byte[9000]);
    try (Message read = Packages.copy(encoder, message(V12, content))) {
      assertThat(Packages.filesOf(read)).containsExactly(new byte[5000]);
    }
  }

  @Test
  void fileIsTransferredToAChannel() throws Exception {
    byte[] content = random(100_000);
    Path file = Files.write(directory.resolve("file"), content);
    OutgoingEntity entity = encoder.encode(message(V12, BinaryContent.of(file, "a/b")));
    ChannelStream out = new ChannelStream();
    entity.writeTo(out);
    assertThat(out.transferred).isEqualTo(content.length);
    try (Message read =
        encoder.decode(new ByteArrayInputStream(out.toByteArray()), entity.mediaType())) {
      assertThat(Packages.filesOf(read)).containsExactly(content);
    }
  }

  @Test
  void missingFileIsRefused() {
    assertThatThrownBy(() -> BinaryContent.of(directory.resolve("none"), "a/b"))
        .isInstanceOf(IOException.class);
  }

  /** A stream that counts the bytes read from it. */
  private static final class Watched extends FilterInputStream {
    private int read;
    private int most;
    private int closed;

    Watched(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      read += Math.max(n, 0);
      most = Math.max(most, n);
      return n;
    }

    @Override
    public void close() {
      closed++;
    }
  }

  /** A stream that is also a channel, as a transport may have. */
  private static final class ChannelStream extends ByteArrayOutputStream
      implements WritableByteChannel {
    private int transferred;

    @Override
    public int write(ByteBuffer source) throws IOException {
      int n = Channels.newChannel((OutputStream) this).write(source);
      transferred += n;
      return n;
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }

  @Test
  void contentIsStreamedFromTheReaderWithoutBeingStored() throws Exception {
    byte[] content = random(100_000);
    MimeLimits nothingStored = MimeLimits.builder().memoryBytes(1).storedBytes(1).build();
    OutgoingEntity entity = encoder.encode(message(V12, BinaryContent.of(content)));
    try (Message read =
        encoder
            .withLimits(nothingStored)
            .decode(new ByteArrayInputStream(bytesOf(entity)), entity.mediaType())) {
      var reader = read.body().reader();
      Packages.toFile(reader);
      try (InputStream in = BinaryContent.stream(reader)) {
        assertThat(in.read()).isEqualTo(content[0] & 0xFF);
        assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOfRange(content, 1, 11));
        assertThat(in.readAllBytes()).hasSize(content.length - 11);
        assertThat(in.read()).isEqualTo(-1);
      }
      assertThat(reader.isEndElement()).isTrue();
    }
  }
}
