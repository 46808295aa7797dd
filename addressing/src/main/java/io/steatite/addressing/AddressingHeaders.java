package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.XmlWhitespace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;

/**
 * Reads the addressing headers of a message that are for its ultimate receiver. What is wrong with
 * them is noted, never thrown: whether it matters depends on the operation. One use each.
 */
final class AddressingHeaders {
  /** Something wrong with a header. */
  record Problem(AddressingHeader header, AddressingFault fault) {}

  private final Message message;
  private final AddressingVersion version;
  private final MessageAddressingProperties.Builder properties =
      MessageAddressingProperties.builder();
  private final Set<AddressingHeader> present = EnumSet.noneOf(AddressingHeader.class);
  private final Set<String> relationshipTypes = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  private AddressingHeaders(Message message, AddressingVersion version) {
    this.message = message;
    this.version = version;
  }

  /** The addressing headers of a message. */
  static AddressingHeaders read(Message message, AddressingVersion version) {
    AddressingHeaders headers = new AddressingHeaders(message, version);
    headers.read();
    return headers;
  }

  /** The headers of a message without those of addressing that are for its ultimate receiver. */
  static Headers others(Message message, AddressingVersion version) {
    Set<String> roles = message.version().ultimateReceiverRoles();
    return message
        .headers()
        .without(
            block ->
                roles.contains(block.role())
                    && AddressingHeader.of(block.name(), version).isPresent());
  }

  /** What they say, as far as it can be understood. */
  MessageAddressingProperties properties() {
    return properties.build();
  }

  /** What is wrong with them, in document order. */
  List<Problem> problems() {
    return problems;
  }

  /** Whether there is such a header, right or wrong. */
  boolean has(AddressingHeader header) {
    return present.contains(header);
  }

  /** Whether there is none at all. */
  boolean isEmpty() {
    return present.isEmpty();
  }

  /** Whether an answer that does not come back on the connection could be told from others. */
  boolean allowRelatedReply(AddressingLayer layer) {
    return layer.requiredForReply().stream().allMatch(this::has)
        && problems.stream().noneMatch(problem -> problem.header().mattersForReplyOnly());
  }

  private void read() {
    Set<String> roles = message.version().ultimateReceiverRoles();
    for (HeaderBlock block : message.headers()) {
      if (roles.contains(block.role())) {
        Optional<AddressingHeader> header = AddressingHeader.of(block.name(), version);
        if (header.isPresent()) {
          read(header.get(), block);
        } else if (ReferenceParameters.isMarked(block, version)) {
          properties.referenceParameter(element(block));
        }
      }
    }
  }

  private void read(AddressingHeader header, HeaderBlock block) {
    boolean first = present.add(header);
    if (!first && header != AddressingHeader.RELATES_TO) {
      problems.add(new Problem(header, AddressingFault.invalidCardinality(version, header)));
      return;
    }
    switch (header) {
      case TO -> readIri(header, block, properties::to);
      case ACTION -> readIri(header, block, properties::action);
      case MESSAGE_ID -> readIri(header, block, properties::messageId);
      case RELATES_TO -> readIri(header, block, id -> readRelatesTo(id, block));
      case FROM -> readReference(header, block, properties::from);
      case REPLY_TO -> readReplyReference(header, block, properties::replyTo);
      case FAULT_TO -> readReplyReference(header, block, properties::faultTo);
    }
  }

  /** An IRI here is what is neither empty nor made of elements; nothing hangs on its syntax. */
  private void readIri(AddressingHeader header, HeaderBlock block, Consumer<String> property) {
    String iri = XmlWhitespace.strip(block.text());
    if (iri.isEmpty() || element(block).hasChildElements()) {
      problems.add(new Problem(header, AddressingFault.invalidIri(version, header)));
    } else {
      property.accept(iri);
    }
  }

  private void readRelatesTo(String messageId, HeaderBlock block) {
    RelatesTo relation = RelatesTo.read(messageId, element(block), version);
    if (relationshipTypes.add(relation.relationshipType())) {
      properties.relatesTo(relation);
    } else {
      AddressingHeader header = AddressingHeader.RELATES_TO;
      problems.add(new Problem(header, AddressingFault.invalidCardinality(version, header)));
    }
  }

  private void readReference(
      AddressingHeader header, HeaderBlock block, Consumer<EndpointReference> property) {
    try {
      property.accept(EndpointReference.parse(element(block), version));
    } catch (InvalidEndpointReferenceException e) {
      problems.add(new Problem(header, AddressingFault.invalidReference(version, header, e)));
    }
  }

  private void readReplyReference(
      AddressingHeader header, HeaderBlock block, Consumer<EndpointReference> property) {
    readReference(
        header,
        block,
        reference ->
            property.accept(ReferenceParameters.requireHarmless(reference, element(block))));
  }

  /**
   * The block as an element. One that was made in this process is written out for it, without the
   * attributes of SOAP, whose prefix only the envelope binds.
   */
  private XmlFragment element(HeaderBlock block) {
    XmlFragment element = block.element();
    if (element != null) {
      return element;
    }
    HeaderBlock bare = block.withRole("").withMustUnderstand(false).withRelay(false);
    try {
      return XmlFragment.of(writer -> bare.writeTo(writer, message.version()));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Header block " + block.name() + " cannot be written", e);
    }
  }
}
