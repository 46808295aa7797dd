package io.steatite.addressing;

/** Holds the package until its first type moves in; delete it then. */
final class Placeholder {

  private Placeholder() {}
}
