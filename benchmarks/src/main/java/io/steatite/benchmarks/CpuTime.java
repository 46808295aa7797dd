package io.steatite.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A JMH profiler: the CPU time of the benchmark's threads for each operation, which other people's
 * work on the same machine hardly changes. Collector and compiler are not counted.
 */
public final class CpuTime implements InternalProfiler {
  private long before;

  @Override
  public String getDescription() {
    return "CPU time of the benchmark's threads";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = nanoseconds();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double microseconds = (nanoseconds() - before) / 1000.0 / result.getMetadata().getAllOps();
    return List.of(new ScalarResult("cpu", microseconds, "us/op", AggregationPolicy.AVG));
  }

  private static long nanoseconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().contains("jmh-worker")) {
        sum += threads.getThreadCpuTime(id);
      }
    }
    return sum;
  }
}
