package io.steatite.envelope.stack;

import javax.xml.namespace.QName;

/**
 * A layer of the channel stack, such as addressing. It processes inbound and outbound messages, and
 * declares which header blocks it understands.
 *
 * <p>A layer declares what it understands; it does not mark single blocks as understood (rule
 * B1111). Layers are immutable and safe to share between threads. {@code toString()} names the
 * layer in the text of the stack.
 */
public interface Layer {
  /**
   * Returns whether this layer understands header blocks of that name, in every role that the node
   * plays.
   */
  boolean understands(QName header);

  /** Returns a handler that processes requests before the next handler and replies after it. */
  MessageHandler handler(MessageHandler next);

  /** Returns a channel that processes requests before the next channel and replies after it. */
  RequestChannel channel(RequestChannel next);
}
