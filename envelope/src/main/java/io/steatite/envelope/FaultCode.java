package io.steatite.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * The code of a fault: one of the codes that SOAP defines, and subcodes of the application or of
 * another specification that say more precisely why (SOAP 1.2 Part 1 section 5.4.1).
 *
 * <p>SOAP 1.1 has room for one code. There the first subcode is written in place of the code, as
 * WCF does.
 *
 * @param value the code that SOAP defines
 * @param subcodes each more specific than the one before; may be empty
 */
public record FaultCode(Value value, List<QName> subcodes) {

  /** The codes that SOAP defines, by their SOAP 1.2 names (SOAP 1.2 Part 1 section 5.4.6). */
  public enum Value {
    /** The node does not support the version of the envelope. */
    VERSION_MISMATCH,
    /** The node does not understand a mandatory header block. */
    MUST_UNDERSTAND,
    /** The message is wrong and should not be sent again unchanged; SOAP 1.1: Client. */
    SENDER,
    /** The message is right, but processing it failed; SOAP 1.1: Server. */
    RECEIVER,
    /** The node does not support the encodingStyle; Client in SOAP 1.1. */
    DATA_ENCODING_UNKNOWN;

    /** Returns the qualified name of this code in a version. */
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

    /**
     * Returns the code of that name. A name without a namespace counts too, because many peers
     * leave it out.
     */
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

  /** The message is wrong. */
  public static final FaultCode SENDER = of(Value.SENDER);

  /** Processing the message failed. */
  public static final FaultCode RECEIVER = of(Value.RECEIVER);

  /** A mandatory header block is not understood. */
  public static final FaultCode MUST_UNDERSTAND = of(Value.MUST_UNDERSTAND);

  /** The version of the envelope is not supported. */
  public static final FaultCode VERSION_MISMATCH = of(Value.VERSION_MISMATCH);

  /** Copies the subcodes. */
  public FaultCode {
    subcodes = List.copyOf(subcodes);
  }

  private static FaultCode of(Value value) {
    return new FaultCode(value, List.of());
  }

  /** Returns this code with one more subcode, the most specific one. */
  public FaultCode withSubcode(QName subcode) {
    List<QName> longer = new ArrayList<>(subcodes);
    longer.add(subcode);
    return new FaultCode(value, longer);
  }

  /** Returns whether one of the subcodes has that name. */
  public boolean hasSubcode(QName subcode) {
    return subcodes.contains(subcode);
  }
}
