package io.steatite.conformance.soak;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how the scripts of a run ended. Belongs to one thread. */
final class Tally {
  private static final int SHOWN = 10;

  private final Map<String, Map<String, Integer>> endings = new TreeMap<>();
  private final List<String> deviations = new ArrayList<>();
  private final List<Long> nanos = new ArrayList<>();
  private int deviating;
  private int good;

  /** Counts a script that has ended. */
  void count(Peer peer) {
    Script script = peer.script();
    Peer.Ending ending = peer.ending();
    String name =
        ending == Peer.Ending.ANSWERED
            ? Integer.toString(peer.answer().status())
            : ending.toString();
    endings.computeIfAbsent(script.kind(), kind -> new TreeMap<>()).merge(name, 1, Integer::sum);
    if (script.isGood()) {
      good++;
      nanos.add(peer.nanos());
    }
    if (!isAsExpected(peer)) {
      deviating++;
      if (deviations.size() < SHOWN) {
        deviations.add(
            script.kind() + " after " + peer.before() + ": " + ending + ", " + peer.answer());
      }
    }
  }

  /** The answer to a hostile request may be missing, but must not be a success. */
  private static boolean isAsExpected(Peer peer) {
    return peer.ending() == Peer.Ending.ANSWERED
        ? peer.script().expected().test(peer.answer())
        : !peer.script().isGood();
  }

  /** Returns the number of scripts that did not end as expected. */
  int deviating() {
    return deviating;
  }

  /** Returns the number of good calls. */
  int good() {
    return good;
  }

  /**
   * Returns a percentile of the durations of good calls in milliseconds, or 0 without good calls.
   *
   * @param share 0 to 1, such as 0.99
   */
  double percentile(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
  }

  /** Prints the counts by kind of script, and the first ten deviations. */
  void print(PrintStream out) {
    endings.forEach((kind, counts) -> out.printf("  %-32s %s%n", kind, counts));
    deviations.forEach(deviation -> out.println("  DEVIATION " + deviation));
  }
}
