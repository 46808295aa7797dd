package io.steatite.conformance.soak;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a peer does on a connection.
 *
 * @param kind what it is called in reports
 * @param request the bytes it sends
 * @param atOnce how many of them it sends as fast as possible
 * @param bytesPerSecond how fast it sends the others
 * @param afterwards what it does when they are sent
 * @param expected what the answer must be; of a hostile request it may also be missing
 * @param isGood whether it is a call that must be answered
 * @param patience how long it stays
 */
record Script(
    String kind,
    byte[] request,
    int atOnce,
    int bytesPerSecond,
    Afterwards afterwards,
    Predicate<Answer> expected,
    boolean isGood,
    Duration patience) {

  private static final int FIRST_ERROR = 400;

  /** What a peer does when its request is sent. */
  enum Afterwards {
    /** Reads the answer. */
    READS,
    /** Closes the connection. */
    CLOSES,
    /** Stays, and reads nothing. */
    IGNORES
  }

  /** A call that must be answered as expected. */
  static Script good(String kind, byte[] request, Duration patience, Predicate<Answer> expected) {
    return new Script(kind, request, request.length, 0, Afterwards.READS, expected, true, patience);
  }

  /** A request that must be refused, with an error status or by closing the connection. */
  static Script hostile(String kind, byte[] request, Duration patience) {
    return new Script(
        kind,
        request,
        request.length,
        0,
        Afterwards.READS,
        answer -> answer.status() >= FIRST_ERROR,
        false,
        patience);
  }

  /** This script, dripping what comes after the first bytes. */
  Script dripping(int first, int perSecond) {
    return new Script(kind, request, first, perSecond, afterwards, expected, isGood, patience);
  }

  /** This script with another end. */
  Script then(Afterwards value) {
    return new Script(kind, request, atOnce, bytesPerSecond, value, expected, isGood, patience);
  }
}
