package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.LimitExceededException;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.xml.BinaryContent;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.codehaus.stax2.XMLStreamReader2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts that are larger than memory and disk limits, written and read at the same time. */
class LargePartTest {
  private static final long SIZE = 64L << 20;

  @TempDir Path directory;

  @Test
  void largePartIsStreamedWithoutBeingStored() throws Exception {
    // At most 1 KiB of the 64 MiB may be in memory or in files.
    MimeLimits limits = MimeLimits.builder().memoryBytes(1024).storedBytes(1024).build();
    long read =
        streamed(
            limits,
            message -> {
              XMLStreamReader2 reader = message.body().reader();
              Packages.toFile(reader);
              byte[] chunk = new byte[64 << 10];
              long count = 0;
              for (int n; (n = reader.readElementAsBinary(chunk, 0, chunk.length)) > 0; ) {
                assertThat(chunk[n - 1]).isEqualTo(Pattern.at(count + n - 1));
                count += n;
              }
              return count;
            });
    assertThat(read).isEqualTo(SIZE);
  }

  @Test
  void largePartIsReadAsAStream() throws Exception {
    MimeLimits limits = MimeLimits.builder().memoryBytes(1024).storedBytes(1024).build();
    long read =
        streamed(
            limits,
            message -> {
              XMLStreamReader2 reader = message.body().reader();
              Packages.toFile(reader);
              try (InputStream in = BinaryContent.read(reader).getInputStream()) {
                return in.transferTo(OutputStream.nullOutputStream());
              }
            });
    assertThat(read).isEqualTo(SIZE);
  }

  @Test
  void largePartIsStoredInAFile() throws Exception {
    long read =
        streamed(
            MimeLimits.DEFAULT,
            message -> {
              XMLStreamReader2 reader = message.body().reader();
              Packages.toFile(reader);
              DataSource content = BinaryContent.read(reader);
              BinaryContent.buffer(content);
              assertPrivateFile();
              try (InputStream in = content.getInputStream()) {
                return in.transferTo(OutputStream.nullOutputStream());
              }
            });
    assertThat(read).isEqualTo(SIZE);
  }

  /** Checks that the open file is private. Linux lists it under /proc although it has no name. */
  private void assertPrivateFile() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (Files.isDirectory(descriptors)) {
      try (Stream<Path> open = Files.list(descriptors)) {
        assertThat(open.filter(this::isTemporary))
            .singleElement()
            .satisfies(LargePartTest::isPrivate);
      }
    }
  }

  private boolean isTemporary(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith(directory.toString());
    } catch (IOException e) { // closed in the meantime
      return false;
    }
  }

  private static void isPrivate(Path file) throws IOException {
    assertThat(file).hasSize(SIZE);
    assertThat(Files.getPosixFilePermissions(file))
        .allSatisfy(permission -> assertThat(permission.name()).startsWith("OWNER_"));
  }

  @Test
  void partOverTheLimitIsRefusedWhileItIsStreamed() {
    MimeLimits limits = MimeLimits.builder().partBytes(SIZE - 1).build();
    assertThatThrownBy(
            () ->
                streamed(
                    limits,
                    message -> {
                      XMLStreamReader2 reader = message.body().reader();
                      Packages.toFile(reader);
                      return BinaryContent.read(reader)
                          .getInputStream()
                          .transferTo(OutputStream.nullOutputStream());
                    }))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("MimeLimits.partBytes");
  }

  private interface Consumer {
    long read(Message message) throws Exception;
  }

  private long streamed(MimeLimits limits, Consumer consumer) throws Exception {
    MtomEncoder encoder =
        MtomEncoder.of(Packages.V12).withLimits(limits).withTemporaryDirectory(directory);
    OutgoingEntity entity = encoder.encode(Packages.message(Packages.V12, new Pattern()));
    PipedInputStream in = new PipedInputStream(64 << 10);
    PipedOutputStream out = new PipedOutputStream(in);
    CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(entity, out));
    try (Message message = encoder.decode(in, entity.mediaType())) {
      return consumer.read(message);
    } finally {
      in.close();
      sender.join();
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private static void send(OutgoingEntity entity, OutputStream out) {
    try (out) {
      entity.writeTo(out);
    } catch (IOException e) {
      // one of the tests closes the reader early
    }
  }

  /** 64 MiB of content that is generated while it is read. */
  private static final class Pattern implements DataSource {
    static byte at(long position) {
      return (byte) (position * 31 + (position >> 8));
    }

    @Override
    public InputStream getInputStream() {
      return new InputStream() {
        private long position;

        @Override
        public int read() {
          return position == SIZE ? -1 : at(position++) & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
          if (position == SIZE) {
            return -1;
          }
          int n = (int) Math.min(length, SIZE - position);
          for (int i = 0; i < n; i++) {
            bytes[offset + i] = at(position++);
          }
          return n;
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
      return "pattern";
    }
  }
}
