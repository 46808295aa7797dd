package io.steatite.benchmarks;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Making messages and encoding them as text. */
public class EncodeBenchmark extends StackBenchmark {
  /** Who does it; the others need profile rivals. */
  @Param({"woodstox", "steatite"})
  public String stack = "";

  private Contender contender = ByHand.woodstox();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
  private final String[] numbers = Workload.many();

  /** Checks that the contender writes what is written by hand. */
  @Setup
  public void setUp() throws Exception {
    contender = ByHand.woodstox();
    List<String> smallByHand = Infoset.of(outOf(small()));
    List<String> largeByHand = Infoset.of(outOf(large()));
    contender = Contender.named(stack);
    require(Infoset.of(outOf(small())).equals(smallByHand), stack, out);
    require(Infoset.of(outOf(large())).equals(largeByHand), stack, out);
  }

  /** What was written last, in so many bytes. */
  private byte[] outOf(int size) {
    require(out.size() == size, "the stream", out.size());
    return out.toByteArray();
  }

  /** A reply of 1 KB. */
  @Benchmark
  public int small() throws Exception {
    out.reset();
    contender.encodeReply(out);
    return out.size();
  }

  /** A message whose body holds a thousand items, 100 KB. */
  @Benchmark
  public int large() throws Exception {
    out.reset();
    contender.encodeItems(numbers, out);
    return out.size();
  }
}
