package io.steatite.benchmarks;

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

/**
 * Decoding a request of 1.5 KB until Action, To, MessageID and the payload's name are known; the
 * rest of the body is still on the stream.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeSmallBenchmark {
  /** Who does it; the others need profile rivals. */
  @Param({"woodstox", "steatite"})
  public String stack = "";

  private Contender contender = ByHand.woodstox();
  private byte[] bytes = {};

  /** Makes the bytes, and checks that the contender finds in them what is there. */
  @Setup
  public void setUp() throws Exception {
    contender = Contender.named(stack);
    bytes = ByHand.woodstox().request();
    if (!contender.decode(bytes).equals(Workload.REQUEST)) {
      throw new IllegalStateException(stack + " reads " + contender.decode(bytes));
    }
  }

  /** The work. */
  @Benchmark
  public Contender.Facts decode() throws Exception {
    return contender.decode(bytes);
  }
}
