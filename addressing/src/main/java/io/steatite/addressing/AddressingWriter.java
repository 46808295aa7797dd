package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.xml.XmlFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes properties as headers, in the order that WCF has: Action first, the message's own headers,
 * To and the reference parameters last.
 *
 * @param mustUnderstand whether Action and To are marked as mandatory
 */
record AddressingWriter(AddressingVersion version, boolean mustUnderstand) {

  /** The message with headers that say what the properties say, and nothing else about it. */
  Message write(Message message, MessageAddressingProperties properties) {
    List<HeaderBlock> blocks = new ArrayList<>(message.headers().size() + 8);
    properties.action().ifPresent(iri -> blocks.add(mandatory(AddressingHeader.ACTION, iri)));
    blocks.addAll(AddressingHeaders.others(message, version).asList());
    properties.messageId().ifPresent(iri -> blocks.add(text(AddressingHeader.MESSAGE_ID, iri)));
    properties.relatesTo().forEach(relation -> blocks.add(relatesTo(relation)));
    addReference(blocks, AddressingHeader.FROM, properties.from());
    addReference(blocks, AddressingHeader.REPLY_TO, properties.replyTo());
    addReference(blocks, AddressingHeader.FAULT_TO, properties.faultTo());
    properties.to().ifPresent(iri -> blocks.add(mandatory(AddressingHeader.TO, iri)));
    for (XmlFragment parameter : properties.referenceParameters()) {
      blocks.add(ReferenceParameters.header(parameter, version));
    }
    return message
        .withHeaders(Headers.of(blocks))
        .withAction(properties.action().orElse(null))
        .withProperty(MessageAddressingProperties.class, properties);
  }

  private HeaderBlock text(AddressingHeader header, String iri) {
    return HeaderBlock.of(header.in(version), iri);
  }

  private HeaderBlock mandatory(AddressingHeader header, String iri) {
    return text(header, iri).withMustUnderstand(mustUnderstand);
  }

  private HeaderBlock relatesTo(RelatesTo relation) {
    return HeaderBlock.of(
        AddressingHeader.RELATES_TO.in(version), writer -> relation.writeTo(writer, version));
  }

  private void addReference(
      List<HeaderBlock> blocks, AddressingHeader header, Optional<EndpointReference> reference) {
    reference.ifPresent(
        value -> blocks.add(HeaderBlock.of(header.in(version), value.content(version))));
  }
}
