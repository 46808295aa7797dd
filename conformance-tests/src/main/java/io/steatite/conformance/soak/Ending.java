package io.steatite.conformance.soak;

/** How a script ended. */
enum Ending {
  /** There is a complete answer. */
  ANSWERED,
  /** The host closed the connection before. */
  CLOSED,
  /** The host reset the connection before. */
  RESET,
  /** The host did not accept the connection. */
  REFUSED,
  /** What came in is no HTTP. */
  GARBLED,
  /** The peer's patience ended. */
  PATIENCE,
  /** The peer closed the connection, as its script says. */
  LEFT
}
