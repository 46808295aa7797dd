package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.xml.XmlFragment;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Writes properties as headers in the order of WCF: Action, the other headers of the message,
 * MessageID to FaultTo, To, and the reference parameters.
 *
 * @param mustUnderstand whether Action and To carry mustUnderstand
 */
record AddressingWriter(boolean mustUnderstand) {

  /** Returns the message with the given properties as its only addressing headers. */
  Message write(
      Message message, MessageAddressingProperties properties, AddressingVersion version) {
    List<HeaderBlock> blocks = new ArrayList<>(message.headers().size() + 8);
    @Nullable String action = properties.action().orElse(null);
    addIri(blocks, AddressingHeader.ACTION.in(version), action, mustUnderstand);
    blocks.addAll(otherHeaders(message, version).asList());
    addIri(
        blocks,
        AddressingHeader.MESSAGE_ID.in(version),
        properties.messageId().orElse(null),
        false);
    for (RelatesTo relation : properties.relatesTo()) {
      blocks.add(relation.header(version));
    }
    addReference(blocks, AddressingHeader.FROM, properties.from().orElse(null), version);
    addReference(blocks, AddressingHeader.REPLY_TO, properties.replyTo().orElse(null), version);
    addReference(blocks, AddressingHeader.FAULT_TO, properties.faultTo().orElse(null), version);
    addIri(blocks, AddressingHeader.TO.in(version), properties.to().orElse(null), mustUnderstand);
    for (XmlFragment parameter : properties.referenceParameters()) {
      blocks.add(ReferenceParameters.header(parameter, version));
    }
    return message
        .withHeaders(Headers.of(blocks))
        .withAction(action)
        .withProperty(MessageAddressingProperties.class, properties);
  }

  /**
   * Returns the headers of a message without the addressing headers for its ultimate receiver, both
   * those of this version and those of the version in which the message was received.
   */
  private static Headers otherHeaders(Message message, AddressingVersion version) {
    if (message.headers().isEmpty()) {
      return message.headers();
    }
    AddressingVersion receivedIn =
        message
            .property(MessageAddressingProperties.class)
            .flatMap(MessageAddressingProperties::receivedIn)
            .orElse(version);
    return message
        .headers()
        .without(
            block ->
                (AddressingHeader.of(block.name(), version) != null
                        || AddressingHeader.of(block.name(), receivedIn) != null)
                    && SoapNode.ULTIMATE_RECEIVER.isTargetOf(block, message.version()));
  }

  private static void addIri(
      List<HeaderBlock> blocks, QName name, @Nullable String iri, boolean mustUnderstand) {
    if (iri != null) {
      blocks.add(HeaderBlock.of(name, iri).withMustUnderstand(mustUnderstand));
    }
  }

  private static void addReference(
      List<HeaderBlock> blocks,
      AddressingHeader header,
      @Nullable EndpointReference reference,
      AddressingVersion version) {
    if (reference != null) {
      blocks.add(HeaderBlock.of(header.in(version), reference.content(version)));
    }
  }
}
