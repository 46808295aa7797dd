package io.steatite.benchmarks;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.aalto.stax.OutputFactoryImpl;
import io.steatite.envelope.xml.HardenedStax;

/** Our text encoder on Aalto's readers and writers, all limits on. */
public final class SteatiteOnAalto extends Steatite {
  /** As {@link java.util.ServiceLoader} makes it. */
  public SteatiteOnAalto() {
    super(HardenedStax.of(new InputFactoryImpl(), new OutputFactoryImpl()));
  }
}
