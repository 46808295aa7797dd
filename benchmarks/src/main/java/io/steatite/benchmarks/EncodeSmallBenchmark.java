package io.steatite.benchmarks;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Making and encoding a reply of 1 KB. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EncodeSmallBenchmark {
  /** Who does it; the others need profile rivals. */
  @Param({"woodstox", "steatite"})
  public String stack = "";

  private Contender contender = ByHand.woodstox();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

  /** Checks that the contender writes what is written by hand. */
  @Setup
  public void setUp() throws Exception {
    ByHand.woodstox().encodeReply(out);
    byte[] expected = out.toByteArray();
    contender = Contender.named(stack);
    encode();
    if (!Infoset.of(out.toByteArray()).equals(Infoset.of(expected))) {
      throw new IllegalStateException(stack + " writes " + out);
    }
  }

  /** The work. */
  @Benchmark
  public int encode() throws Exception {
    out.reset();
    contender.encodeReply(out);
    return out.size();
  }
}
