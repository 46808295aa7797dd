package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import java.io.IOException;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * What came back as a reply has mandatory addressing headers of another version than the request:
 * the peer does not speak the version that was agreed upon (rule R3111).
 */
public final class UnexpectedAddressingVersionException extends IOException {
  private static final long serialVersionUID = 1;

  UnexpectedAddressingVersionException(
      AddressingVersion expected, List<HeaderBlock> found, Message reply) {
    super(
        "Expected a reply with headers of "
            + expected
            + ", found mandatory ones of "
            + found.stream().map(HeaderBlock::name).map(QName::getNamespaceURI).distinct().toList()
            + reply.fault().map(fault -> "; the reply is a fault: " + fault).orElse(""));
  }
}
