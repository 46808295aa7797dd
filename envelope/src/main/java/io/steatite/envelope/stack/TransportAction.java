package io.steatite.envelope.stack;

import io.steatite.envelope.Message;

/**
 * The action that the transport of a received message names, as it was sent. {@link Message#action}
 * has it percent-decoded. Peers differ in whether they encode it, so an action is that of the
 * transport if it equals either form. A property of messages whose transport decoded something.
 *
 * @param sent without quotes, not decoded
 */
public record TransportAction(String sent) {
  /** Whether the transport of a message named that action literally. */
  public static boolean isSent(Message message, String action) {
    return message
        .property(TransportAction.class)
        .filter(transport -> transport.sent.equals(action))
        .isPresent();
  }
}
