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

/** Decoding a message whose body holds a thousand items, 100 KB, and walking through it. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeLargeBenchmark {
  /** Who does it; the others need profile rivals. */
  @Param({"woodstox", "steatite"})
  public String stack = "";

  private Contender contender = ByHand.woodstox();
  private byte[] bytes = {};

  /** Makes the bytes, and checks that the contender sees all of them. */
  @Setup
  public void setUp() throws Exception {
    contender = Contender.named(stack);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByHand.woodstox().encodeItems(Workload.many(), out);
    bytes = out.toByteArray();
    if (contender.walk(bytes) != Workload.sumOfMany()) {
      throw new IllegalStateException(stack + " sees " + contender.walk(bytes));
    }
  }

  /** The work. */
  @Benchmark
  public int walk() throws Exception {
    return contender.walk(bytes);
  }
}
