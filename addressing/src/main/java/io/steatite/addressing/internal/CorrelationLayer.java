package io.steatite.addressing.internal;

import io.steatite.UnreadableMessageException;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.RelatesTo;
import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Operation;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.internal.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import javax.xml.namespace.QName;

/**
 * Completes pending requests with the replies that an endpoint receives, and passes all other
 * messages on. It belongs above an {@code AddressingLayer} at the endpoint that requests name in
 * their ReplyTo.
 *
 * <p>A reply is read into memory before it is accepted. A reply without a pending request (late,
 * repeated or forged) is accepted and dropped. A reply that fails the checks of the layers below,
 * for example because its To names another endpoint, is refused, and its request stays pending.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class CorrelationLayer implements Layer {
  private static final Logger LOG = System.getLogger(CorrelationLayer.class.getName());

  /** The operation for which the checks of a reply run. A reply is not answered, as one-way. */
  private static final Operation REPLIES = Operation.oneWay(message -> {});

  private final PendingReplies pending;

  private CorrelationLayer(PendingReplies pending) {
    this.pending = pending;
  }

  /** Returns a layer that completes the requests in a table. The layer does not close the table. */
  public static CorrelationLayer of(PendingReplies pending) {
    return new CorrelationLayer(pending);
  }

  /** Returns false: the layer below understands the headers that this layer uses. */
  @Override
  public boolean understands(QName header) {
    return false;
  }

  @Override
  public MessageHandler handler(MessageHandler next) {
    return exchange -> isReply(exchange) ? receive(exchange) : next.handle(exchange);
  }

  /** Returns the channel itself: outbound messages are not changed. */
  @Override
  public RequestChannel channel(RequestChannel next) {
    return next;
  }

  private static boolean isReply(MessageExchange exchange) {
    return relations(exchange.request()).stream().anyMatch(RelatesTo::isReply);
  }

  private static List<RelatesTo> relations(Message received) {
    return received
        .property(MessageAddressingProperties.class)
        .map(MessageAddressingProperties::relatesTo)
        .orElse(List.of());
  }

  private Reply receive(MessageExchange exchange) {
    Message reply = exchange.request();
    String messageId = pending.answeredBy(relations(reply)).orElse(null);
    if (messageId == null) {
      return drop(reply);
    }
    try {
      exchange.checks().forEach(check -> check.check(REPLIES));
    } catch (FaultException e) {
      LOG.log(Level.DEBUG, () -> "Refused a reply: " + LogText.of(e.fault().reason()));
      return reply.isFault() ? Reply.accepted() : Reply.of(Message.of(reply.version(), e.fault()));
    }
    Message detached;
    try {
      detached = reply.detached();
    } catch (RuntimeException e) {
      pending.fail(messageId, e);
      return refuse(reply, e);
    }
    return pending.complete(messageId, detached) ? Reply.accepted() : drop(reply);
  }

  private static Reply drop(Message reply) {
    LOG.log(
        Level.DEBUG,
        () -> "Dropped a reply without a pending request: " + LogText.of(reply.toString()));
    return Reply.accepted();
  }

  /** Answers a broken reply with a fault, but never answers a fault with a fault. */
  private static Reply refuse(Message reply, RuntimeException failure) {
    return failure instanceof UnreadableMessageException unreadable && !reply.isFault()
        ? Reply.of(Message.of(reply.version(), Fault.of(unreadable)))
        : Reply.accepted();
  }

  @Override
  public String toString() {
    return "correlation, " + pending;
  }
}
