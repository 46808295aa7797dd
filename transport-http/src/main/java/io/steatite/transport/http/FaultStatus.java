package io.steatite.transport.http;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;

/** The HTTP status of a response that carries a fault; where WCF and the W3C disagree. */
public enum FaultStatus {
  /** 500 for every fault, as WCF answers, and the only one that a WCF client reads. */
  ALWAYS_500,

  /** 400 for a Sender fault of SOAP 1.2 (SOAP 1.2 Part 2 table 20), 500 for all others. */
  SENDER_400;

  int of(Message message, Fault fault) {
    boolean sender =
        message.version() == SoapVersion.SOAP_12 && fault.code().value() == FaultCode.Value.SENDER;
    return this == SENDER_400 && sender ? 400 : 500;
  }
}
