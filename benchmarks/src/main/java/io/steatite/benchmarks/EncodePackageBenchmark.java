package io.steatite.benchmarks;

import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Making messages with one file and encoding them as MTOM packages. */
public class EncodePackageBenchmark extends StackBenchmark {
  /** Who does it; the others need profile rivals. */
  @Param({"woodstox", "steatite"})
  public String mtom = "";

  private PackageContender contender = new ByHandPackages();
  private final Network network = new Network();
  private final DataSource stream = UploadedFiles.SIXTY_FOUR_MB.file();
  private byte[] bytes = {};

  /** Checks that what the contender writes can be read by hand, and is the file. */
  @Setup
  public void setUp() throws Exception {
    bytes = UploadedFiles.ONE_MB.file().getInputStream().readAllBytes();
    contender = PackageContender.named(mtom);
    ByteArrayOutputStream out = new ByteArrayOutputStream(65 << 20);
    check(UploadedFiles.ONE_MB, contender.encode(bytes, out), out);
    out.reset();
    check(UploadedFiles.SIXTY_FOUR_MB, contender.encode(stream, out), out);
  }

  private void check(UploadedFiles files, String contentType, ByteArrayOutputStream out)
      throws Exception {
    Sink.Digesting sink = new Sink.Digesting();
    new ByHandPackages().decode(new ByteArrayInputStream(out.toByteArray()), contentType, sink);
    require(sink.digests().equals(files.digests()), mtom, sink.count() + " bytes");
  }

  /** A file of 1 MB that is in memory. */
  @Benchmark
  public String bytes() throws Exception {
    return contender.encode(bytes, network);
  }

  /** A file of 64 MB that comes from a stream. */
  @Benchmark
  public String stream() throws Exception {
    return contender.encode(stream, network);
  }

  /** Copies what it is given as a socket does, to where there is always room. */
  private static final class Network extends OutputStream {
    private final byte[] buffer = new byte[64 << 10];
    private int at;

    @Override
    public void write(int b) {
      buffer[at] = (byte) b;
      at = (at + 1) % buffer.length;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      for (int done = 0; done < length; ) {
        int n = Math.min(length - done, buffer.length - at);
        System.arraycopy(bytes, offset + done, buffer, at, n);
        at = (at + n) % buffer.length;
        done += n;
      }
    }
  }
}
