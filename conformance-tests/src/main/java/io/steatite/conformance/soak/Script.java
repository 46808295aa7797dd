package io.steatite.conformance.soak;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a peer does on a connection.
 *
 * @param kind the name of the script in reports
 * @param request the bytes to send
 * @param atOnce the number of bytes to send as fast as possible
 * @param bytesPerSecond the rate at which the other bytes are sent
 * @param afterwards what the peer does after it has sent all bytes
 * @param expected the check of the answer; the answer to a hostile request may also be missing
 * @param isGood whether the call must be answered
 * @param patience the time after which the peer closes the connection
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

  /** What a peer does after it has sent its request. */
  enum Afterwards {
    /** Reads the answer. */
    READS,
    /** Closes the connection. */
    CLOSES,
    /** Stays connected and does not read. */
    IGNORES
  }

  /** Returns a call that must be answered as expected. */
  static Script good(String kind, byte[] request, Duration patience, Predicate<Answer> expected) {
    return new Script(kind, request, request.length, 0, Afterwards.READS, expected, true, patience);
  }

  /**
   * Returns a request that the host must refuse with an error status or by closing the connection.
   */
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

  /**
   * Returns a copy that sends slowly.
   *
   * @param first the number of bytes that are still sent as fast as possible
   * @param perSecond the rate of the other bytes
   */
  Script sendingSlowly(int first, int perSecond) {
    return new Script(kind, request, first, perSecond, afterwards, expected, isGood, patience);
  }

  /** Returns a copy that does something else after it has sent its request. */
  Script then(Afterwards value) {
    return new Script(kind, request, atOnce, bytesPerSecond, value, expected, isGood, patience);
  }
}
