package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.ResourceAccount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {
  @TempDir Path directory;

  @AfterEach
  void noTemporaryFileRemains() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void fileIsReadAndWrittenUntilItIsClosed() throws IOException {
    TemporaryFile file = TemporaryFile.open(directory);
    file.channel().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    ByteBuffer read = ByteBuffer.allocate(2);
    file.channel().read(read, 1);
    assertThat(read.array()).containsExactly(2, 3);
    file.close();
    file.close();
    assertThatThrownBy(() -> file.channel().size()).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Windows deletes the file when its last handle is closed
  void openFileHasNoName() throws IOException {
    try (TemporaryFile file = TemporaryFile.open(directory);
        Stream<Path> names = Files.list(directory)) {
      assertThat(file.channel().isOpen()).isTrue();
      assertThat(names).isEmpty();
    }
  }

  @Test
  void unlockedFilesOfOtherProcessesAreDeleted() throws IOException {
    Path left = Files.writeString(directory.resolve("steatite-left.tmp"), "left over");
    Path used = Files.writeString(directory.resolve("steatite-used.tmp"), "in use");
    Path other = Files.writeString(directory.resolve("other.tmp"), "of another program");
    try (FileChannel owner = FileChannel.open(used, StandardOpenOption.WRITE)) {
      owner.lock();
      TemporaryFile.open(directory).close();
      assertThat(left).doesNotExist();
      assertThat(used).exists();
      assertThat(other).exists();
    }
    Files.delete(used);
    Files.delete(other);
  }

  @Test
  void noFileRemainsWhenTheProcessIsKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                HalfUpload.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      assertThat(said.readLine()).isEqualTo("on disk: true");
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  /** Receives an endless part in a process of its own. */
  static final class HalfUpload {
    private static final int CHUNKS = 100;

    private HalfUpload() {}

    public static void main(String[] args) throws Exception {
      ResourceAccount account = ResourceAccount.of("host", 1 << 24, 1 << 24).open();
      MtomEncoder.of(Packages.V12)
          .withTemporaryDirectory(Path.of(args[0]))
          .decode(new Upload(account), Packages.type("start", "<root@test>"), account);
    }

    private static final class Upload extends InputStream {
      private final ResourceAccount account;
      private final byte[] head = Packages.bytes(Packages.file("<1@test>", "x").stripTrailing());
      private int chunks;

      Upload(ResourceAccount account) {
        this.account = account;
      }

      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (chunks++ == 0) {
          System.arraycopy(head, 0, bytes, offset, head.length);
          return head.length;
        }
        if (chunks > CHUNKS) {
          report();
        }
        Arrays.fill(bytes, offset, offset + length, (byte) 'x');
        return length;
      }

      private void report() throws IOException {
        OutputStream out = System.out;
        out.write(("on disk: " + (account.disk() > 0) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }
}
