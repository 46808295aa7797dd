package io.steatite.envelope;

import java.util.function.Predicate;

/**
 * Which header blocks an intermediary passes on, a pure function of the blocks, the roles it plays
 * and what it did with them (SOAP 1.2 Part 1 section 2.7, SOAP 1.1 section 4.2.2).
 *
 * <p>An intermediary first does the {@link MustUnderstand} check. An active one adds what it wants
 * to say to the nodes behind it, among that perhaps a block it has processed, with {@link
 * Headers#with}.
 */
public final class Forwarding {
  private Forwarding() {}

  /**
   * The message to pass on: without the blocks for this node, except relayable ones that it
   * ignored. It shares body and resources with the one received.
   *
   * @param node an intermediary
   * @param processed tells which of the blocks for this node it has processed
   * @throws IllegalArgumentException if the node is the ultimate receiver, behind which is nobody
   */
  public static Message of(Message received, SoapNode node, Predicate<HeaderBlock> processed) {
    if (!node.isIntermediary()) {
      throw new IllegalArgumentException("An ultimate receiver passes nothing on");
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
