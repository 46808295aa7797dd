package io.steatite.envelope;

import java.util.function.Predicate;

/**
 * Decides which header blocks an intermediary passes on: a pure function of the blocks, the roles
 * it plays and the blocks it processed (SOAP 1.2 Part 1 section 2.7, SOAP 1.1 section 4.2.2).
 *
 * <p>An intermediary first does the {@link MustUnderstand} check. An active intermediary adds
 * header blocks for the next nodes with {@link Headers#with}; it may insert a block again that it
 * has processed.
 */
public final class Forwarding {
  private Forwarding() {}

  /**
   * Returns the message to pass on. It leaves out the blocks that are targeted at this node, except
   * relayable ones that the node did not process. It shares body and resources with the received
   * one.
   *
   * @param node an intermediary
   * @param processed tells which of the blocks for this node it has processed
   * @throws IllegalArgumentException if the node is the ultimate receiver
   */
  public static Message of(Message received, SoapNode node, Predicate<HeaderBlock> processed) {
    if (!node.isIntermediary()) {
      throw new IllegalArgumentException("An ultimate receiver does not pass messages on");
    }
    SoapVersion version = received.version();
    return received.withHeaders(
        received
            .headers()
            .without(
                block ->
                    node.isTargetOf(block, version) && (processed.test(block) || !block.relay())));
  }
}
