package io.steatite.service;

/** Holds the package until its first type moves in; delete it then. */
final class Placeholder {

  private Placeholder() {}
}
