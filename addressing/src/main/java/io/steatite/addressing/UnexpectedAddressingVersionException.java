package io.steatite.addressing;

import io.steatite.SteatiteException;
import io.steatite.envelope.Fault;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * Thrown if a reply has mandatory addressing headers of another version than its request (rule
 * R3111). If the reply is a fault, {@link SteatiteException} carries the fault as a detail.
 */
public final class UnexpectedAddressingVersionException extends SteatiteException {
  private static final long serialVersionUID = 1;

  UnexpectedAddressingVersionException(
      AddressingVersion expected, List<HeaderBlock> found, Message reply) {
    super(
        Kind.RECEIVER,
        "Expected a reply with headers of "
            + expected
            + ", but it has mandatory headers of "
            + found.stream().map(HeaderBlock::name).map(QName::getNamespaceURI).distinct().toList()
            + reply.fault().map(fault -> "; the reply is a fault: " + fault).orElse(""),
        null);
    reply.fault().ifPresent(fault -> addDetail(Fault.class, fault));
  }
}
