package io.steatite.addressing;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.XmlFragment;
import java.util.Optional;
import javax.xml.namespace.QName;

/** Thrown if an element is not a valid endpoint reference (Core section 2.2). */
public final class InvalidEndpointReferenceException extends MalformedMessageException {
  private static final long serialVersionUID = 1;

  private final String subsubcode;

  private InvalidEndpointReferenceException(
      String subsubcode, XmlFragment reference, String problem) {
    super(
        "Endpoint reference "
            + reference.name().map(QName::toString).orElse("")
            + ' '
            + problem
            + " (WS-Addressing Core section 2.2)");
    this.subsubcode = subsubcode;
  }

  /**
   * @param other the version in whose namespace the element has an Address instead
   */
  static InvalidEndpointReferenceException missingAddress(
      XmlFragment reference, Optional<AddressingVersion> other) {
    return new InvalidEndpointReferenceException(
        "MissingAddressInEPR",
        reference,
        "has no Address" + other.map(v -> ", but one of " + v + " (R3111)").orElse(""));
  }

  static InvalidEndpointReferenceException invalidAddress(XmlFragment reference) {
    return new InvalidEndpointReferenceException(
        "InvalidAddress", reference, "has an Address that is not an absolute IRI");
  }

  static InvalidEndpointReferenceException invalid(XmlFragment reference, String problem) {
    return new InvalidEndpointReferenceException("InvalidEPR", reference, problem);
  }

  /** Returns the subsubcode of the fault for this error (SOAP Binding section 6.4.1). */
  String subsubcode() {
    return subsubcode;
  }
}
