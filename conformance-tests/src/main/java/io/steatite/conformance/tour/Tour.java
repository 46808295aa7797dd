package io.steatite.conformance.tour;

/** Walks through the stack and prints what happens; ends with a non-zero status when it breaks. */
public final class Tour {

  private Tour() {}

  /** Starts the walk; takes no arguments. */
  public static void main(String[] args) {
    System.out.println("Steatite: the tour has no stops yet.");
  }
}
