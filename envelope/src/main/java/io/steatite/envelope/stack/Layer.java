package io.steatite.envelope.stack;

import javax.xml.namespace.QName;

/**
 * One layer of the stack, such as addressing: what it does to inbound and outbound messages, and
 * which header blocks it understands.
 *
 * <p>Understanding is declared here, never ticked off on the way (rule B1111). Layers are immutable
 * and safe to share between threads. Their {@code toString()} is their line in the picture of the
 * stack.
 */
public interface Layer {
  /** Whether this layer understands header blocks of that name, in whatever role it plays. */
  boolean understands(QName header);

  /** Puts this layer before the next handler: what it does with requests before, replies after. */
  MessageHandler handler(MessageHandler next);

  /** Puts this layer on top of a channel: what it does with requests before, replies after. */
  RequestChannel channel(RequestChannel next);
}
