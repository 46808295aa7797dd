package io.steatite.benchmarks;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.aalto.stax.OutputFactoryImpl;

/** Aalto used by hand, in place of Woodstox. */
public final class Aalto extends ByHand {
  /** As {@link java.util.ServiceLoader} makes it. */
  public Aalto() {
    super(new InputFactoryImpl(), new OutputFactoryImpl());
  }
}
