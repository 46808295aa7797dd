package io.steatite.addressing;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the reply to a request goes, and where a fault (Core section 3.4). Whoever made it closes
 * it, once the answer is delivered.
 */
record ReplyDestinations(ReplyDestination reply, ReplyDestination fault) implements AutoCloseable {

  /** The way the request came, whatever the answer is. */
  static ReplyDestinations backChannel(AddressingVersion version) {
    ReplyDestination back = new ReplyDestination.BackChannel(EndpointReference.anonymous(version));
    return new ReplyDestinations(back, back);
  }

  /**
   * What the headers of a request ask for, as far as it may be had. An answer leaves elsewhere only
   * if it could be related to its request there, and nobody can tell without a good MessageID.
   */
  static ReplyDestinations of(AddressingHeaders headers, AddressingLayer layer) {
    AddressingVersion version = headers.version();
    MessageAddressingProperties properties = headers.properties();
    if (properties.replyTo().isEmpty() && properties.faultTo().isEmpty()) {
      return backChannel(version);
    }
    ReplyRoutes routes =
        headers.allowRelatedReply(layer.requiredForReply(version))
            ? layer.routes()
            : ReplyRoutes.none();
    EndpointReference replyTo =
        properties.replyTo().orElseGet(() -> EndpointReference.anonymous(version));
    ReplyDestination reply = destination(replyTo, version, routes);
    return new ReplyDestinations(
        reply,
        properties.faultTo().map(faultTo -> destination(faultTo, version, routes)).orElse(reply));
  }

  private static ReplyDestination destination(
      EndpointReference reference, AddressingVersion version, ReplyRoutes routes) {
    if (reference.isAnonymous(version)) {
      return new ReplyDestination.BackChannel(reference);
    }
    if (reference.isNone(version)) {
      return new ReplyDestination.Nowhere(reference);
    }
    Optional<RequestChannel> channel = routes.to(reference.address());
    return channel.isPresent()
        ? new ReplyDestination.Elsewhere(reference, channel.get())
        : new ReplyDestination.Refused(reference.address(), EndpointReference.anonymous(version));
  }

  /**
   * Where an answer goes. What is wrong because of a mandatory header is told on the way the
   * request came, as long as there is one: who does not understand a message must not act upon it,
   * upon its FaultTo neither (SOAP 1.2 Part 1 section 2.6).
   */
  ReplyDestination of(Message answer, AddressingVersion version) {
    @Nullable Fault fault = answer.fault().orElse(null);
    if (fault == null) {
      return reply;
    }
    return fault.code().value() == FaultCode.Value.MUST_UNDERSTAND && !areDecoupled()
        ? new ReplyDestination.BackChannel(EndpointReference.anonymous(version))
        : this.fault;
  }

  /**
   * Whether the answer leaves elsewhere whatever it is, so that there is nothing to wait for on the
   * way the request came.
   */
  boolean areDecoupled() {
    return isDecoupled(reply)
        && isDecoupled(fault)
        && (reply instanceof ReplyDestination.Elsewhere
            || fault instanceof ReplyDestination.Elsewhere);
  }

  private static boolean isDecoupled(ReplyDestination destination) {
    return destination instanceof ReplyDestination.Elsewhere
        || destination instanceof ReplyDestination.Nowhere;
  }

  @Override
  public void close() {
    try (reply) {
      if (fault != reply) {
        fault.close();
      }
    }
  }
}
