package io.steatite.addressing;

import io.steatite.envelope.Fault;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.Reply;
import java.util.function.Supplier;

/**
 * Addresses the answer to a request and brings it on its way (Core section 3.4).
 *
 * @param version of the request
 * @param request the properties of the request
 * @param destinations of the answer
 */
record ReplyAddresser(
    AddressingLayer layer,
    AddressingVersion version,
    MessageAddressingProperties request,
    ReplyDestinations destinations) {

  /**
   * Delivers the answer.
   *
   * @param origin of the request, for the log
   * @return what is left to be said on the way the request came
   */
  Reply deliver(Reply.OfMessage reply, Deadline deadline, Supplier<String> origin) {
    Message answer = reply.message();
    ReplyDestination destination = destinations.of(answer, version);
    return destination
        .deliver(addressed(answer, destination), deadline, origin)
        .withFallback(failure -> sentBack(reply.insteadAfter(failure)));
  }

  /** The fault for an answer that could not be written goes back where that was to go. */
  private Message sentBack(Message fault) {
    return addressed(fault, new ReplyDestination.BackChannel(EndpointReference.anonymous(version)));
  }

  private Message addressed(Message answer, ReplyDestination destination) {
    MessageAddressingProperties properties = complete(answer, destination.reference());
    return layer.writer().write(answer, properties, version);
  }

  /** R3324: To, Action, RelatesTo, and what the reply endpoint asks for. */
  private MessageAddressingProperties complete(Message answer, EndpointReference destination) {
    MessageAddressingProperties given = MessageAddressingProperties.givenTo(answer);
    MessageAddressingProperties.Builder complete = given.toBuilder();
    if (given.to().isEmpty()) {
      complete.to(destination);
    }
    if (given.action().isEmpty()) {
      complete.action(action(answer));
    }
    if (given.relatesTo().isEmpty()) {
      complete.relatesTo(
          RelatesTo.reply(request.messageId().orElse(version.unspecifiedMessageId())));
    }
    return complete.build();
  }

  /** Its own action; else what the specification has for faults, and habit for replies. */
  private String action(Message answer) {
    return answer
        .action()
        .or(() -> answer.fault().map(this::faultAction))
        .orElseGet(() -> request.action().orElse("") + "Response");
  }

  private String faultAction(Fault fault) {
    return version.predefines(fault) ? version.faultAction() : version.soapFaultAction();
  }
}
