package io.steatite.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Decoding MTOM packages, every file read to its end. */
public class DecodePackageBenchmark extends StackBenchmark {
  /** Who does it; the others need profile rivals. */
  @Param({"woodstox", "steatite"})
  public String mtom = "";

  /** What is in the package. */
  @Param public UploadedFiles files = UploadedFiles.ONE_MB;

  private PackageContender contender = new ByHandPackages();
  private final Sink sink = new Sink();

  /** Checks that the contender hands over every byte of every file. */
  @Setup
  public void setUp() throws Exception {
    contender = PackageContender.named(mtom);
    Sink.Digesting digesting = new Sink.Digesting();
    contender.decode(files.open(), files.contentType(), digesting);
    List<String> digests = digesting.digests();
    require(digests.equals(files.digests()), mtom, digesting.count() + " bytes: " + digests);
  }

  /** The work. */
  @Benchmark
  public long decode() throws Exception {
    contender.decode(files.open(), files.contentType(), sink);
    return sink.count();
  }
}
