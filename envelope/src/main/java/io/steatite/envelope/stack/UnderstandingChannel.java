package io.steatite.envelope.stack;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.MustUnderstand;
import io.steatite.envelope.SoapNode;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.namespace.QName;

/** Refuses replies with mandatory headers that neither a layer nor the client understands. */
final class UnderstandingChannel implements RequestChannel {
  private final RequestChannel next;
  private final Predicate<QName> understood;

  UnderstandingChannel(RequestChannel next, Predicate<QName> understood) {
    this.next = next;
    this.understood = understood;
  }

  @Override
  public Message request(Message request) {
    Message reply = next.request(request);
    List<HeaderBlock> unknown =
        MustUnderstand.notUnderstood(reply, SoapNode.ULTIMATE_RECEIVER, understood);
    if (unknown.isEmpty()) {
      return reply.checkedWhenClosed();
    }
    throw reply.refuse(new NotUnderstoodException(unknown, reply));
  }

  @Override
  public void send(Message message) {
    next.send(message);
  }

  @Override
  public void close() {
    next.close();
  }
}
