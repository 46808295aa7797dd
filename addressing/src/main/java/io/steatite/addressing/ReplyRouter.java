package io.steatite.addressing;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.Reply;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.internal.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Addresses the answer to one request and delivers it (Core section 3.4). Close it after the answer
 * is delivered; that closes the channels to the destinations.
 *
 * @param headers the addressing headers of the request
 * @param writer writes the headers of the answer
 * @param reply where a reply is sent
 * @param fault where a fault is sent; often the same object as {@code reply}
 */
record ReplyRouter(
    AddressingHeaders headers,
    AddressingWriter writer,
    ReplyDestination reply,
    ReplyDestination fault)
    implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ReplyRouter.class.getName());

  /**
   * Determines the destinations that a request asks for.
   *
   * <p>If ReplyTo or FaultTo is invalid, every answer is sent on the connection of the request,
   * since neither header can be trusted. An answer is decoupled only if its receiver could
   * correlate it.
   */
  static ReplyRouter of(AddressingHeaders headers, InboundAddressing inbound) {
    AddressingVersion version = headers.version();
    MessageAddressingProperties request = headers.properties();
    boolean invalid =
        headers.hasProblem(AddressingHeader.REPLY_TO)
            || headers.hasProblem(AddressingHeader.FAULT_TO);
    if (invalid || (request.replyTo().isEmpty() && request.faultTo().isEmpty())) {
      return onBackChannel(headers, inbound.writer());
    }
    EndpointReference replyTo =
        request.replyTo().orElseGet(() -> EndpointReference.anonymous(version));
    ReplyDestination reply = destination(replyTo, headers, inbound);
    return new ReplyRouter(
        headers,
        inbound.writer(),
        reply,
        request.faultTo().map(faultTo -> destination(faultTo, headers, inbound)).orElse(reply));
  }

  private static ReplyDestination destination(
      EndpointReference reference, AddressingHeaders headers, InboundAddressing inbound) {
    AddressingVersion version = headers.version();
    if (reference.isAnonymous(version)) {
      return new ReplyDestination.BackChannel(reference);
    }
    if (reference.isNone(version)) {
      return new ReplyDestination.None(reference);
    }
    Optional<RequestChannel> channel =
        headers.isCorrelatable(inbound.requiredForReply(version))
            ? channel(inbound.routes(), reference.address())
            : Optional.empty();
    return channel.isPresent()
        ? new ReplyDestination.Decoupled(reference, channel.get())
        : new ReplyDestination.Unreachable(
            reference.address(), EndpointReference.anonymous(version));
  }

  /** An address on which the policy throws is refused as if the policy did not permit it. */
  private static Optional<RequestChannel> channel(ReplyRoutes routes, String address) {
    try {
      return routes.to(address);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          () -> "The policy for replies failed on " + LogText.of(address),
          LogText.of(e));
      return Optional.empty();
    }
  }

  private static ReplyRouter onBackChannel(AddressingHeaders headers, AddressingWriter writer) {
    ReplyDestination back = backChannel(headers.version());
    return new ReplyRouter(headers, writer, back, back);
  }

  private static ReplyDestination backChannel(AddressingVersion version) {
    return new ReplyDestination.BackChannel(EndpointReference.anonymous(version));
  }

  /** Returns a router that sends every answer on the connection of the request. */
  ReplyRouter toBackChannel() {
    return onBackChannel(headers, writer);
  }

  /**
   * Returns whether no answer is sent on the connection of the request, whether it is a reply or a
   * fault, and at least one of the two is sent to another address.
   */
  boolean isDecoupled() {
    return isOffBackChannel(reply)
        && isOffBackChannel(fault)
        && (reply instanceof ReplyDestination.Decoupled
            || fault instanceof ReplyDestination.Decoupled);
  }

  private static boolean isOffBackChannel(ReplyDestination destination) {
    return destination instanceof ReplyDestination.Decoupled
        || destination instanceof ReplyDestination.None;
  }

  /**
   * Addresses and delivers the answer.
   *
   * @param origin describes the request, for the log
   * @return the answer for the connection of the request
   */
  Reply deliver(Reply.OfMessage answer, Deadline deadline, Supplier<String> origin) {
    Message message = answer.message();
    ReplyDestination destination = destinationOf(message);
    return destination
        .deliver(addressed(message, destination), deadline, origin)
        .withFallback(
            failure -> addressed(answer.insteadAfter(failure), backChannel(headers.version())));
  }

  /**
   * Returns where an answer is sent. A MustUnderstand fault is sent on the connection of the
   * request if that is still open: a node that does not understand a message must not act on it,
   * and so must not act on its FaultTo (SOAP 1.2 Part 1 section 2.6).
   */
  private ReplyDestination destinationOf(Message answer) {
    @Nullable Fault content = answer.fault().orElse(null);
    if (content == null) {
      return reply;
    }
    return content.code().value() == FaultCode.Value.MUST_UNDERSTAND && !isDecoupled()
        ? backChannel(headers.version())
        : fault;
  }

  private Message addressed(Message answer, ReplyDestination destination) {
    MessageAddressingProperties properties = complete(answer, destination.reference());
    return writer.write(answer, properties, headers.version());
  }

  /** R3324: To, Action, RelatesTo, and the reference parameters of the destination. */
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
          RelatesTo.reply(
              headers.properties().messageId().orElse(headers.version().unspecifiedMessageId())));
    }
    return complete.build();
  }

  /**
   * Returns the action of the answer if it has one; else the action that the specification defines
   * for the fault, or for a reply the action of the request with the suffix "Response".
   */
  private String action(Message answer) {
    return answer
        .action()
        .or(() -> answer.fault().map(this::faultAction))
        .orElseGet(() -> headers.properties().action().orElse("") + "Response");
  }

  private String faultAction(Fault content) {
    AddressingVersion version = headers.version();
    return version.predefines(content) ? version.faultAction() : version.soapFaultAction();
  }

  /** Closes the channels to both destinations. */
  @Override
  public void close() {
    try (reply) {
      if (fault != reply) {
        fault.close();
      }
    }
  }
}
