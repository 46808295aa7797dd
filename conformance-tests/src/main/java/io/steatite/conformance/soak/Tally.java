package io.steatite.conformance.soak;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the scripts of a run ended. */
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
    Ending ending = peer.ending();
    String name =
        ending == Ending.ANSWERED ? Integer.toString(peer.answer().status()) : ending.toString();
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

  /** A hostile peer may be left without an answer, but not with a good one. */
  private static boolean isAsExpected(Peer peer) {
    return peer.ending() == Ending.ANSWERED
        ? peer.script().expected().test(peer.answer())
        : !peer.script().isGood();
  }

  /** How many scripts did not end as they should. */
  int deviating() {
    return deviating;
  }

  /** How many good calls were made. */
  int good() {
    return good;
  }

  /** How long the given share of the good calls took at most, in milliseconds. */
  double percentile(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
  }

  /** Prints endings by kind, and the first deviations. */
  void print(PrintStream out) {
    endings.forEach((kind, counts) -> out.printf("  %-32s %s%n", kind, counts));
    deviations.forEach(deviation -> out.println("  DEVIATION " + deviation));
  }
}
