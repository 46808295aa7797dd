package io.steatite.addressing;

import io.steatite.SteatiteException;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.stack.RequestChannel;
import java.util.List;

/**
 * The outbound side of an {@link AddressingLayer}: writes the headers of messages, and checks that
 * a reply relates to its request.
 */
final class AddressingChannel implements RequestChannel {
  private final OutboundAddressing outbound;
  private final AddressingVersion version;
  private final RequestChannel next;

  AddressingChannel(OutboundAddressing outbound, RequestChannel next) {
    this.outbound = outbound;
    this.version = outbound.version();
    this.next = next;
  }

  @Override
  public Message request(Message request) {
    String messageId;
    Message reply;
    // The next channel closes the request too; this covers failures before it is called.
    try (request) {
      MessageAddressingProperties properties = completeForReply(complete(request));
      messageId = properties.messageId().orElseThrow();
      reply = next.request(outbound.writer().write(request, properties, version));
    }
    return receive(reply, messageId);
  }

  @Override
  public void send(Message message) {
    try (message) {
      MessageAddressingProperties properties = completeForOneWay(complete(message));
      next.send(outbound.writer().write(message, properties, version));
    }
  }

  /** R3311: To, Action, and the reference parameters of the destination. */
  private MessageAddressingProperties complete(Message message) {
    MessageAddressingProperties given = MessageAddressingProperties.givenTo(message);
    MessageAddressingProperties.Builder complete = given.toBuilder();
    if (given.action().isEmpty()) {
      complete.action(
          message
              .action()
              .filter(action -> !action.isEmpty())
              .orElseThrow(() -> refused("an action", "withAction(...)")));
    }
    if (given.to().isEmpty()) {
      complete.to(
          outbound
              .destination()
              .orElseThrow(
                  () ->
                      refused(
                          "a destination",
                          "its MessageAddressingProperties, or all of them with the layer's"
                              + " destination(...)")));
    }
    return complete.build();
  }

  private IllegalArgumentException refused(String needed, String how) {
    return new IllegalArgumentException(
        version + " needs " + needed + " (R3311): give the message one with " + how);
  }

  /** R3321, R3322: MessageID and ReplyTo. 1.0 does not require ReplyTo, but WCF writes it. */
  private MessageAddressingProperties completeForReply(MessageAddressingProperties given) {
    return given.toBuilder()
        .messageId(given.messageId().orElseGet(outbound::newMessageId))
        .replyTo(given.replyTo().orElseGet(() -> EndpointReference.anonymous(version)))
        .build();
  }

  private MessageAddressingProperties completeForOneWay(MessageAddressingProperties given) {
    return given.messageId().isPresent()
        ? given
        : given.toBuilder().messageId(outbound.oneWayMessageId()).build();
  }

  /** Reads the headers of a reply. If it is refused, it is closed. */
  private Message receive(Message reply, String messageId) {
    try {
      return read(reply, messageId);
    } catch (SteatiteException e) {
      throw reply.refuse(e);
    } catch (RuntimeException e) {
      try (reply) {
        throw e;
      }
    }
  }

  private Message read(Message reply, String messageId) {
    AddressingHeaders headers =
        AddressingHeaders.read(reply, SoapNode.ULTIMATE_RECEIVER, List.of(version));
    MessageAddressingProperties properties = headers.properties();
    if (headers.foreign().stream().anyMatch(HeaderBlock::mustUnderstand)) {
      throw new UnexpectedAddressingVersionException(version, headers.foreign(), reply);
    }
    if (!isReplyTo(properties, messageId)) {
      throw new UnrelatedReplyException(messageId, properties.relatesTo());
    }
    return reply
        .withAction(properties.action().or(reply::action).orElse(null))
        .withProperty(MessageAddressingProperties.class, properties);
  }

  /**
   * Returns whether a reply relates to the request. A peer that could not read the MessageID of the
   * request relates its reply to the unspecified message, or to none.
   */
  private boolean isReplyTo(MessageAddressingProperties reply, String messageId) {
    boolean relatesToAnother = false;
    for (RelatesTo relation : reply.relatesTo()) {
      if (relation.isReply()) {
        String id = relation.messageId();
        if (id.equals(messageId) || id.equals(version.unspecifiedMessageId())) {
          return true;
        }
        relatesToAnother = true;
      }
    }
    return !relatesToAnother;
  }

  @Override
  public void close() {
    next.close();
  }
}
