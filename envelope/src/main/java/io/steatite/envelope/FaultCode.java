package io.steatite.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * Whose fault a fault is, and more and more precisely why: one of the codes of SOAP, then subcodes
 * of the application or of another specification (SOAP 1.2 Part 1 section 5.4.1).
 *
 * <p>SOAP 1.1 has one code only: there the first subcode, if any, is the code (as WCF does it).
 *
 * @param value the code of SOAP
 * @param subcodes from the general to the special; may be empty
 */
public record FaultCode(Value value, List<QName> subcodes) {

  /** The codes of SOAP, under their SOAP 1.2 names (SOAP 1.2 Part 1 section 5.4.6). */
  public enum Value {
    /** The envelope is of a version the node does not speak. */
    VERSION_MISMATCH,
    /** A header block for the node is not understood. */
    MUST_UNDERSTAND,
    /** The message was wrong and should not be sent again unchanged; SOAP 1.1: Client. */
    SENDER,
    /** The message was fine, processing it failed; SOAP 1.1: Server. */
    RECEIVER,
    /** The encodingStyle is not supported; SOAP 1.2 only, Client in SOAP 1.1. */
    DATA_ENCODING_UNKNOWN;

    /** The qualified name of this code in a version. */
    public QName in(SoapVersion version) {
      return version.name(
          switch (this) {
            case VERSION_MISMATCH -> "VersionMismatch";
            case MUST_UNDERSTAND -> "MustUnderstand";
            case SENDER -> version.sender();
            case RECEIVER -> version.receiver();
            case DATA_ENCODING_UNKNOWN ->
                version.explainsHeaderFaults() ? "DataEncodingUnknown" : version.sender();
          });
    }

    /** The value of that name; many peers leave out the namespace, so it may be missing. */
    static Optional<Value> of(QName name, SoapVersion version) {
      QName qualified = name.getNamespaceURI().isEmpty() ? version.name(name.getLocalPart()) : name;
      for (Value value : values()) {
        if (value.in(version).equals(qualified)) {
          return Optional.of(value);
        }
      }
      return Optional.empty();
    }
  }

  /** The message was wrong. */
  public static final FaultCode SENDER = of(Value.SENDER);

  /** Processing the message failed. */
  public static final FaultCode RECEIVER = of(Value.RECEIVER);

  /** A header block is not understood. */
  public static final FaultCode MUST_UNDERSTAND = of(Value.MUST_UNDERSTAND);

  /** The envelope's version is not ours. */
  public static final FaultCode VERSION_MISMATCH = of(Value.VERSION_MISMATCH);

  /** Keeps its own copy of the subcodes. */
  public FaultCode {
    subcodes = List.copyOf(subcodes);
  }

  private static FaultCode of(Value value) {
    return new FaultCode(value, List.of());
  }

  /** This code, made more precise. */
  public FaultCode withSubcode(QName subcode) {
    List<QName> longer = new ArrayList<>(subcodes);
    longer.add(subcode);
    return new FaultCode(value, longer);
  }

  /** Whether one of the subcodes has that name. */
  public boolean hasSubcode(QName subcode) {
    return subcodes.contains(subcode);
  }
}
