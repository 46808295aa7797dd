package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.xml.XmlFragment;
import io.steatite.envelope.xml.internal.XmlWhitespace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Reads {@link AddressingHeaders}. One use each. */
final class AddressingHeadersReader {
  private final Message message;
  private final SoapNode node;
  private final AddressingVersion version;
  private final MessageAddressingProperties.Builder properties;
  private final Set<AddressingHeader> present = EnumSet.noneOf(AddressingHeader.class);
  private final List<AddressingHeaders.Problem> problems = new ArrayList<>(0);
  private final List<HeaderBlock> foreign = new ArrayList<>(0);

  AddressingHeadersReader(Message message, SoapNode node, List<AddressingVersion> versions) {
    this.message = message;
    this.node = node;
    this.version = versions.size() == 1 ? versions.get(0) : firstOf(versions);
    this.properties = MessageAddressingProperties.received(version);
  }

  private AddressingVersion firstOf(List<AddressingVersion> versions) {
    return message.headers().stream()
        .filter(block -> node.isTargetOf(block, message.version()))
        .flatMap(block -> AddressingVersion.ofHeader(block.name()).stream())
        .filter(versions::contains)
        .findFirst()
        .orElse(versions.get(0));
  }

  AddressingHeaders read() {
    for (HeaderBlock block : message.headers()) {
      if (node.isTargetOf(block, message.version())) {
        read(block);
      }
    }
    return new AddressingHeaders(version, properties.build(), present, problems, foreign);
  }

  private void read(HeaderBlock block) {
    QName name = block.name();
    @Nullable AddressingHeader header = AddressingHeader.of(name, version);
    if (header != null) {
      read(header, block);
    } else if (AddressingVersion.anyHas(name)) {
      foreign.add(block);
    } else if (ReferenceParameters.isMarked(block, version)) {
      properties.referenceParameter(element(block));
    }
  }

  private void read(AddressingHeader header, HeaderBlock block) {
    boolean first = present.add(header);
    if (!first && header != AddressingHeader.RELATES_TO) {
      complain(header, AddressingFault.invalidCardinality(version, header));
      return;
    }
    XmlFragment element = element(block);
    switch (header) {
      case TO -> properties.to(address(header, element));
      case ACTION -> properties.action(value(header, element));
      case MESSAGE_ID -> properties.messageId(value(header, element));
      case RELATES_TO -> readRelatesTo(header, element);
      case FROM -> properties.from(reference(header, element));
      case REPLY_TO -> properties.replyTo(replyReference(header, element));
      case FAULT_TO -> properties.faultTo(replyReference(header, element));
    }
  }

  /** What is neither empty nor made of elements; on the syntax of these IRIs nothing hangs. */
  private @Nullable String value(AddressingHeader header, XmlFragment element) {
    String value = XmlWhitespace.strip(element.text());
    if (value.isEmpty() || element.hasChildElements()) {
      complain(header, AddressingFault.invalidIri(version, header));
      return null;
    }
    return value;
  }

  private @Nullable String address(AddressingHeader header, XmlFragment element) {
    @Nullable String address = value(header, element);
    if (address != null && !Iri.isAbsolute(address)) {
      complain(header, AddressingFault.invalidIri(version, header));
      return null;
    }
    return address;
  }

  private void readRelatesTo(AddressingHeader header, XmlFragment element) {
    @Nullable String messageId = value(header, element);
    if (messageId != null) {
      RelatesTo relation = RelatesTo.read(messageId, element, version);
      if (properties.isRelatedBy(relation.relationshipType())) {
        complain(header, AddressingFault.invalidCardinality(version, header));
      } else {
        properties.relatesTo(relation);
      }
    }
  }

  private @Nullable EndpointReference reference(AddressingHeader header, XmlFragment element) {
    try {
      return EndpointReference.parse(element, version);
    } catch (InvalidEndpointReferenceException e) {
      complain(header, AddressingFault.invalidReference(version, header, e));
      return null;
    }
  }

  private @Nullable EndpointReference replyReference(AddressingHeader header, XmlFragment element) {
    @Nullable EndpointReference reference = reference(header, element);
    try {
      return reference == null ? null : ReferenceParameters.requireHarmless(reference, element);
    } catch (InvalidEndpointReferenceException e) {
      complain(header, AddressingFault.invalidReference(version, header, e));
      return null;
    }
  }

  private void complain(AddressingHeader header, AddressingFault fault) {
    problems.add(new AddressingHeaders.Problem(header, fault));
  }

  /** The block as an element; one that was made in this process is written out for it. */
  private static XmlFragment element(HeaderBlock block) {
    @Nullable XmlFragment element = block.element();
    return element != null ? element : block.fragment().element().orElseThrow();
  }
}
