package io.steatite.transport.http;

/** Holds the package until its first type moves in; delete it then. */
final class Placeholder {

  private Placeholder() {}
}
