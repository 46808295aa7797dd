package io.steatite.conformance.addressing;

import io.steatite.addressing.AddressingVersion;
import io.steatite.envelope.SoapVersion;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One pair of versions that an endpoint may speak. */
record Versions(SoapVersion soap, AddressingVersion wsa) {

  /** A test that runs for each pair; its parameter is one. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.steatite.conformance.addressing.Versions#all")
  @interface Each {}

  static Stream<Versions> all() {
    return Arrays.stream(SoapVersion.values())
        .flatMap(
            soap -> Arrays.stream(AddressingVersion.values()).map(wsa -> new Versions(soap, wsa)));
  }

  boolean is10() {
    return wsa == AddressingVersion.WSA_10;
  }

  boolean isSoap11() {
    return soap == SoapVersion.SOAP_11;
  }

  /** The same SOAP with the other addressing. */
  Versions other() {
    return new Versions(soap, is10() ? AddressingVersion.WSA_2004_08 : AddressingVersion.WSA_10);
  }

  String path() {
    return "/" + soap.name() + "/" + wsa.name();
  }

  @Override
  public String toString() {
    return soap + ", " + wsa;
  }
}
