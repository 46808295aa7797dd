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

/**
 * The addressing headers of a message that target one SOAP node. Reading them never throws: errors
 * are collected as {@link Problem}s, because the selected operation decides whether they matter.
 *
 * @param version the version of the headers; if there are none, the first version that was looked
 *     for
 * @param properties the values of the headers without problems
 * @param present the headers that occur, with or without problems
 * @param problems the errors in the headers, in document order
 * @param foreign the addressing headers of other versions that target the same node
 */
record AddressingHeaders(
    AddressingVersion version,
    MessageAddressingProperties properties,
    Set<AddressingHeader> present,
    List<Problem> problems,
    List<HeaderBlock> foreign) {

  /** An error in a header, and the fault that reports it. */
  record Problem(AddressingHeader header, AddressingFault fault) {}

  /**
   * Reads the addressing headers of a message that target a node.
   *
   * @param versions the versions to look for; the version of the first header found decides
   */
  static AddressingHeaders read(Message message, SoapNode node, List<AddressingVersion> versions) {
    return new Reader(message, node, versions).read();
  }

  /** Returns whether a header occurs, with or without a problem. */
  boolean has(AddressingHeader header) {
    return present.contains(header);
  }

  /** Returns whether no header of this version occurs. */
  boolean isEmpty() {
    return present.isEmpty();
  }

  /** Returns whether a header has a problem. */
  boolean hasProblem(AddressingHeader header) {
    for (Problem problem : problems) {
      if (problem.header() == header) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether the receiver of a decoupled reply could correlate it with this request.
   *
   * @param required the headers that a request with a reply must have
   */
  boolean isCorrelatable(List<AddressingHeader> required) {
    return present.containsAll(required) && !hasProblem(AddressingHeader.MESSAGE_ID);
  }

  /** Reads the headers of one message. Each instance is used once. */
  private static final class Reader {
    private final Message message;
    private final SoapNode node;
    private final AddressingVersion version;
    private final MessageAddressingProperties.Builder properties;
    private final Set<AddressingHeader> present = EnumSet.noneOf(AddressingHeader.class);
    private final List<Problem> problems = new ArrayList<>(0);
    private final List<HeaderBlock> foreign = new ArrayList<>(0);

    Reader(Message message, SoapNode node, List<AddressingVersion> versions) {
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
        addProblem(header, AddressingFault.invalidCardinality(version, header));
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

    /**
     * Returns the text of a header. The text must not be empty, but any other text is accepted as
     * an Action, MessageID or RelatesTo, since values of these are only compared.
     */
    private @Nullable String value(AddressingHeader header, XmlFragment element) {
      String value = XmlWhitespace.strip(element.text());
      if (value.isEmpty() || element.hasChildElements()) {
        addProblem(header, AddressingFault.invalidIri(version, header));
        return null;
      }
      return value;
    }

    private @Nullable String address(AddressingHeader header, XmlFragment element) {
      @Nullable String address = value(header, element);
      if (address != null && !Addresses.isAbsoluteIri(address)) {
        addProblem(header, AddressingFault.invalidIri(version, header));
        return null;
      }
      return address;
    }

    private void readRelatesTo(AddressingHeader header, XmlFragment element) {
      @Nullable String messageId = value(header, element);
      if (messageId != null) {
        RelatesTo relation = RelatesTo.read(messageId, element, version);
        if (properties.isRelatedBy(relation.relationshipType())) {
          addProblem(header, AddressingFault.invalidCardinality(version, header));
        } else {
          properties.relatesTo(relation);
        }
      }
    }

    private @Nullable EndpointReference reference(AddressingHeader header, XmlFragment element) {
      try {
        return EndpointReference.parse(element, version);
      } catch (InvalidEndpointReferenceException e) {
        addProblem(header, AddressingFault.invalidReference(version, header, e));
        return null;
      }
    }

    private @Nullable EndpointReference replyReference(
        AddressingHeader header, XmlFragment element) {
      @Nullable EndpointReference reference = reference(header, element);
      try {
        return reference == null ? null : ReferenceParameters.requireHarmless(reference, element);
      } catch (InvalidEndpointReferenceException e) {
        addProblem(header, AddressingFault.invalidReference(version, header, e));
        return null;
      }
    }

    private void addProblem(AddressingHeader header, AddressingFault fault) {
      problems.add(new Problem(header, fault));
    }

    /** Returns a block as an element. A block that was made in this process is serialized first. */
    private static XmlFragment element(HeaderBlock block) {
      @Nullable XmlFragment element = block.element();
      return element != null ? element : block.fragment().element().orElseThrow();
    }
  }
}
