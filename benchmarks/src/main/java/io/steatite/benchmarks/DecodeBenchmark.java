package io.steatite.benchmarks;

import java.io.ByteArrayOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Decoding messages that travel as text. */
public class DecodeBenchmark extends StackBenchmark {
  /** Who does it; the others need profile rivals. */
  @Param({"woodstox", "steatite"})
  public String stack = "";

  private Contender contender = ByHand.woodstox();
  private byte[] request = {};
  private byte[] items = {};

  /** Makes the bytes, and checks that the contender sees what is in them. */
  @Setup
  public void setUp() throws Exception {
    contender = Contender.named(stack);
    request = ByHand.woodstox().request();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByHand.woodstox().encodeItems(Workload.many(), out);
    items = out.toByteArray();
    require(small().equals(Workload.REQUEST), stack, small());
    require(large() == Workload.sumOfMany(), stack, large());
  }

  /**
   * A request of 1.5 KB until Action, To, MessageID and the payload's name are known; the rest of
   * the body is still on the stream.
   */
  @Benchmark
  public Contender.Facts small() throws Exception {
    return contender.decode(request);
  }

  /** A message whose body holds a thousand items, 100 KB, walked through. */
  @Benchmark
  public int large() throws Exception {
    return contender.walk(items);
  }
}
