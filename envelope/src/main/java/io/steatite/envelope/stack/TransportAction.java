package io.steatite.envelope.stack;

import io.steatite.envelope.Message;

/**
 * The action that the transport of a received message named, as it was sent. {@link Message#action}
 * has the percent-decoded form. Peers differ in whether they encode the action, so both forms
 * match. A property of messages whose transport decoded the action and found a difference.
 *
 * @param sent without quotes, not decoded
 */
public record TransportAction(String sent) {
  /** Returns whether the transport of the message named exactly this action. */
  public static boolean isSent(Message message, String action) {
    return message
        .property(TransportAction.class)
        .filter(transport -> transport.sent.equals(action))
        .isPresent();
  }
}
