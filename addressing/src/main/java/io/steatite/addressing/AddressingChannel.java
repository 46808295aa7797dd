package io.steatite.addressing;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.envelope.stack.RequestChannel;
import java.io.IOException;
import java.util.List;

/** The sending side: stamps what goes out, checks that what comes back answers it. */
final class AddressingChannel implements RequestChannel {
  private final AddressingLayer layer;
  private final AddressingVersion version;
  private final RequestChannel next;

  AddressingChannel(AddressingLayer layer, RequestChannel next) {
    this.layer = layer;
    this.version = layer.version();
    this.next = next;
  }

  @Override
  public Message request(Message request) throws IOException {
    String messageId;
    Message reply;
    // The next channel closes the request as well. Closing it here covers what fails before that.
    try (request) {
      MessageAddressingProperties properties = completeForReply(complete(request));
      messageId = properties.messageId().orElseThrow();
      reply = next.request(layer.writer().write(request, properties, version));
    }
    return receive(reply, messageId);
  }

  @Override
  public void send(Message message) throws IOException {
    try (message) {
      MessageAddressingProperties properties = completeForOneWay(complete(message));
      next.send(layer.writer().write(message, properties, version));
    }
  }

  /** R3311: To, Action, and what the endpoint reference asks for. */
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
          layer
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

  /** R3321, R3322: MessageID and ReplyTo; in 1.0 the latter is written too, as WCF does. */
  private MessageAddressingProperties completeForReply(MessageAddressingProperties given) {
    return given.toBuilder()
        .messageId(given.messageId().orElseGet(layer::newMessageId))
        .replyTo(given.replyTo().orElseGet(() -> EndpointReference.anonymous(version)))
        .build();
  }

  private MessageAddressingProperties completeForOneWay(MessageAddressingProperties given) {
    return given.messageId().isPresent()
        ? given
        : given.toBuilder().messageId(layer.oneWayMessageId()).build();
  }

  /** Closes a reply that it does not return. */
  private Message receive(Message reply, String messageId) throws IOException {
    try {
      return read(reply, messageId);
    } catch (IOException | RuntimeException e) {
      try (reply) {
        throw e;
      }
    }
  }

  private Message read(Message reply, String messageId) throws IOException {
    AddressingHeaders headers =
        AddressingHeaders.read(reply, SoapNode.ULTIMATE_RECEIVER, List.of(version));
    MessageAddressingProperties properties = headers.properties();
    if (headers.foreign().stream().anyMatch(HeaderBlock::mustUnderstand)) {
      throw new UnexpectedAddressingVersionException(version, headers.foreign(), reply);
    }
    if (!answers(properties, messageId)) {
      throw new UnrelatedReplyException(messageId, properties.relatesTo());
    }
    return reply
        .withAction(properties.action().or(reply::action).orElse(null))
        .withProperty(MessageAddressingProperties.class, properties);
  }

  /** Who could not read our MessageID answers without, or relates to the unspecified one. */
  private boolean answers(MessageAddressingProperties reply, String messageId) {
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
