package io.steatite.addressing;

import io.steatite.UnreadableMessageException;
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
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;

/**
 * A layer above an {@link AddressingLayer}, at an endpoint to which replies are sent. It takes the
 * replies out of the received messages and completes the calls that wait for them. All other
 * messages pass.
 *
 * <p>A reply is taken into memory before it is accepted. A reply that no call waits for, because it
 * is late, repeated or made up, is accepted and dropped. A reply that fails the checks of the
 * layers below, such as one whose To is another endpoint, is refused; the call goes on waiting.
 * Immutable, safe to share between threads.
 */
public final class CorrelationLayer implements Layer {
  private static final Logger LOG = System.getLogger(CorrelationLayer.class.getName());

  /** What replies are dispatched to: like a one-way operation, it does not answer. */
  private static final Operation REPLIES = Operation.oneWay(message -> {});

  private final PendingReplies pending;

  private CorrelationLayer(PendingReplies pending) {
    this.pending = pending;
  }

  /** A layer that hands replies to those who wait there. */
  public static CorrelationLayer of(PendingReplies pending) {
    return new CorrelationLayer(pending);
  }

  /** Nothing: the headers it looks at are those of the layer below. */
  @Override
  public boolean understands(QName header) {
    return false;
  }

  @Override
  public MessageHandler handler(MessageHandler next) {
    return exchange -> isReply(exchange) ? take(exchange) : next.handle(exchange);
  }

  /** Does nothing to what is sent. */
  @Override
  public RequestChannel channel(RequestChannel next) {
    return next;
  }

  private static boolean isReply(MessageExchange exchange) {
    return propertiesOf(exchange.request()).relatesTo().stream().anyMatch(RelatesTo::isReply);
  }

  private static MessageAddressingProperties propertiesOf(Message received) {
    return received
        .property(MessageAddressingProperties.class)
        .orElse(MessageAddressingProperties.NONE);
  }

  private Reply take(MessageExchange exchange) {
    Message reply = exchange.request();
    String messageId = pending.answeredBy(propertiesOf(reply)).orElse(null);
    if (messageId == null) {
      return drop(reply);
    }
    Message detached;
    try {
      exchange.checks().forEach(check -> check.check(REPLIES));
    } catch (FaultException e) {
      LOG.log(Level.DEBUG, () -> "Refused a reply: " + LogText.of(e.fault().reason()));
      return reply.isFault() ? Reply.accepted() : Reply.of(Message.of(reply.version(), e.fault()));
    }
    try {
      detached = detached(reply);
    } catch (RuntimeException e) {
      pending.fail(messageId, e);
      return refuse(reply, e);
    }
    return pending.complete(messageId, detached) ? Reply.accepted() : drop(reply);
  }

  private static Message detached(Message reply) {
    try {
      return reply.detached();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The reply cannot be kept in memory", e);
    }
  }

  private static Reply drop(Message reply) {
    LOG.log(
        Level.DEBUG,
        () -> "Dropped a reply that no call waits for: " + LogText.of(reply.toString()));
    return Reply.accepted();
  }

  /** Tells the sender too, unless what it sent was a fault, which nobody answers. */
  private static Reply refuse(Message reply, RuntimeException failure) {
    return failure instanceof UnreadableMessageException unreadable && !reply.isFault()
        ? Reply.of(Message.of(reply.version(), Fault.of(unreadable)))
        : Reply.accepted();
  }

  @Override
  public String toString() {
    return "replies to those who wait, " + pending;
  }
}
