package io.steatite.envelope.stack;

import io.steatite.SteatiteException;
import io.steatite.envelope.Fault;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * A reply has mandatory header blocks, targeted at the client, that neither a layer nor the client
 * understands (SOAP 1.2 Part 1 section 2.4).
 */
public final class NotUnderstoodException extends SteatiteException {
  private static final long serialVersionUID = 1;

  private final transient List<QName> names;
  private final transient Message reply;

  NotUnderstoodException(List<HeaderBlock> blocks, Message reply) {
    super(
        Kind.RECEIVER,
        reply.fault().map(fault -> "The reply is a fault, " + fault + ". It").orElse("The reply")
            + " has mandatory header blocks that are not understood here: "
            + blocks
            + ". If they are WS-Addressing headers, use a binding with addressing; a client that can"
            + " ignore them declares them with Binding.withUnderstood(...), or"
            + " MessageStack.Builder.understanding(...)",
        null);
    this.names = blocks.stream().map(HeaderBlock::name).toList();
    this.reply = reply;
    reply.fault().ifPresent(fault -> addDetail(Fault.class, fault));
  }

  /**
   * Returns the reply. It is closed: its header blocks and its fault can be read, its body cannot.
   */
  public Message reply() {
    return reply;
  }

  /** Returns the fault that the reply carries; empty if it carries none. */
  public Optional<Fault> fault() {
    return detail(Fault.class);
  }

  /** Returns the names of the header blocks. */
  public List<QName> names() {
    return names;
  }
}
