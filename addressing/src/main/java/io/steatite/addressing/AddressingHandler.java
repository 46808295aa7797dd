package io.steatite.addressing;

import io.steatite.envelope.Fault;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import java.util.Optional;

/** The receiving side: reads what comes in and leaves the checks for later, addresses replies. */
final class AddressingHandler implements MessageHandler {
  private final AddressingLayer layer;
  private final AddressingVersion version;
  private final MessageHandler next;

  AddressingHandler(AddressingLayer layer, MessageHandler next) {
    this.layer = layer;
    this.version = layer.version();
    this.next = next;
  }

  @Override
  public Reply handle(MessageExchange exchange) {
    Message request = exchange.request();
    AddressingHeaders headers = AddressingHeaders.read(request, version);
    if (headers.isEmpty() && !layer.isRequired()) {
      return next.handle(exchange);
    }
    MessageAddressingProperties properties = headers.properties();
    Message known =
        request
            .withAction(properties.action().or(request::action).orElse(null))
            .withProperty(MessageAddressingProperties.class, properties);
    Reply reply =
        next.handle(
            exchange.withRequest(known).remember(new AddressingCheck(layer, exchange, headers)));
    return reply instanceof Reply.OfMessage answer ? address(answer.message(), properties) : reply;
  }

  private Reply address(Message reply, MessageAddressingProperties request) {
    EndpointReference destination = destination(reply, request);
    if (destination.isNone(version)) {
      reply.close();
      return Reply.accepted();
    }
    // An operation that answers with the very message it got has not chosen these properties.
    MessageAddressingProperties given =
        reply
            .property(MessageAddressingProperties.class)
            .filter(properties -> properties != request)
            .orElse(AddressingLayer.NONE_GIVEN);
    return Reply.of(layer.writer().write(reply, complete(given, reply, request, destination)));
  }

  /**
   * Where the reply goes (Core section 3.4). What is refused is answered on the way it came, and
   * takes nothing from the reference that was refused.
   */
  private EndpointReference destination(Message reply, MessageAddressingProperties request) {
    Optional<EndpointReference> faultTo = reply.isFault() ? request.faultTo() : Optional.empty();
    return faultTo
        .or(request::replyTo)
        .filter(reference -> reference.isAnonymous(version) || reference.isNone(version))
        .orElseGet(() -> EndpointReference.anonymous(version));
  }

  /** R3324: To, Action, RelatesTo, and what the reply endpoint asks for. */
  private MessageAddressingProperties complete(
      MessageAddressingProperties given,
      Message reply,
      MessageAddressingProperties request,
      EndpointReference destination) {
    MessageAddressingProperties.Builder complete = given.toBuilder();
    if (given.to().isEmpty()) {
      complete.to(destination);
    }
    if (given.action().isEmpty()) {
      complete.action(action(reply, request));
    }
    if (given.relatesTo().isEmpty()) {
      request.messageId().map(RelatesTo::reply).ifPresent(complete::relatesTo);
    }
    return complete.build();
  }

  /** Its own action; else what the specification has for faults, and habit for replies. */
  private String action(Message reply, MessageAddressingProperties request) {
    return reply
        .action()
        .or(() -> reply.fault().map(this::faultAction))
        .orElseGet(() -> request.action().orElse("") + "Response");
  }

  private String faultAction(Fault fault) {
    return version.predefines(fault) ? version.faultAction() : version.soapFaultAction();
  }
}
