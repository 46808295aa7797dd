package io.steatite.envelope.stack;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.MustUnderstand;
import io.steatite.envelope.SoapNode;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.namespace.QName;

/**
 * The top of a client's stack. It refuses replies with mandatory header blocks that neither a layer
 * nor the client understands. It closes every message that it is given, also if a layer fails
 * before the transport has taken over the message.
 */
final class UnderstandingChannel implements RequestChannel {
  private final RequestChannel next;
  private final Predicate<QName> understood;

  UnderstandingChannel(RequestChannel next, Predicate<QName> understood) {
    this.next = next;
    this.understood = understood;
  }

  @Override
  public Message request(Message request) {
    Message reply;
    try (request) {
      reply = next.request(request);
    }
    List<HeaderBlock> unknown =
        MustUnderstand.notUnderstood(reply, SoapNode.ULTIMATE_RECEIVER, understood);
    if (unknown.isEmpty()) {
      return reply.checkedWhenClosed();
    }
    throw reply.refuse(new NotUnderstoodException(unknown, reply));
  }

  @Override
  public void send(Message message) {
    try (message) {
      next.send(message);
    }
  }

  @Override
  public void close() {
    next.close();
  }
}
