package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Headers;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import java.util.List;
import java.util.Set;

/**
 * The addressing headers of a message that are for a node. What is wrong with them is noted, never
 * thrown: whether it matters depends on the operation.
 *
 * @param version of the headers; if there are none, the one that was looked for first
 * @param properties what they say, as far as it can be understood
 * @param present which of them are there, right or wrong
 * @param problems what is wrong with them, in document order
 * @param foreign headers for the same node that are addressing headers of another version
 */
record AddressingHeaders(
    AddressingVersion version,
    MessageAddressingProperties properties,
    Set<AddressingHeader> present,
    List<Problem> problems,
    List<HeaderBlock> foreign) {

  /** Something wrong with a header. */
  record Problem(AddressingHeader header, AddressingFault fault) {}

  /**
   * The addressing headers of a message that are for a node.
   *
   * @param versions that are looked for; the first one found counts
   */
  static AddressingHeaders read(Message message, SoapNode node, List<AddressingVersion> versions) {
    return new AddressingHeadersReader(message, node, versions).read();
  }

  /**
   * The headers of a message to be sent without those of addressing that are for its ultimate
   * receiver, be they of this version or of the one in which the message was received.
   */
  static Headers others(Message message, AddressingVersion version) {
    if (message.headers().isEmpty()) {
      return message.headers();
    }
    AddressingVersion stale =
        message
            .property(MessageAddressingProperties.class)
            .flatMap(MessageAddressingProperties::receivedIn)
            .orElse(version);
    return message
        .headers()
        .without(
            block ->
                (AddressingHeader.of(block.name(), version) != null
                        || AddressingHeader.of(block.name(), stale) != null)
                    && SoapNode.ULTIMATE_RECEIVER.isTargetOf(block, message.version()));
  }

  /** Whether there is such a header, right or wrong. */
  boolean has(AddressingHeader header) {
    return present.contains(header);
  }

  /** Whether there is none at all. */
  boolean isEmpty() {
    return present.isEmpty();
  }

  /** Whether there is something wrong with that header. */
  boolean hasProblem(AddressingHeader header) {
    for (Problem problem : problems) {
      if (problem.header() == header) {
        return true;
      }
    }
    return false;
  }

  /** Whether an answer that does not come back on the connection could be told from others. */
  boolean allowRelatedReply(List<AddressingHeader> required) {
    return present.containsAll(required) && !hasProblem(AddressingHeader.MESSAGE_ID);
  }
}
