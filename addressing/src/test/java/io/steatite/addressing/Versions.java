package io.steatite.addressing;

import io.steatite.envelope.SoapVersion;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pair of SOAP and addressing versions. */
record Versions(SoapVersion soap, AddressingVersion wsa) {

  /** Runs a test for each pair of versions, which is its parameter. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @MethodSource("io.steatite.addressing.Versions#all")
  @interface Each {}

  static Stream<Versions> all() {
    return Arrays.stream(SoapVersion.values())
        .flatMap(soap -> Arrays.stream(AddressingVersion.values()).map(wsa -> of(soap, wsa)));
  }

  static Versions of(SoapVersion soap, AddressingVersion wsa) {
    return new Versions(soap, wsa);
  }

  boolean is10() {
    return wsa == AddressingVersion.WSA_10;
  }

  @Override
  public String toString() {
    return soap + ", " + wsa;
  }
}
