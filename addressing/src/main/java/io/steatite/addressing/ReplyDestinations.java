package io.steatite.addressing;

import io.steatite.envelope.Fault;
import io.steatite.envelope.FaultCode;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.internal.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the reply to a request goes, and where a fault (Core section 3.4). Whoever made it closes
 * it, once the answer is delivered.
 */
record ReplyDestinations(ReplyDestination reply, ReplyDestination fault) implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ReplyDestinations.class.getName());

  /** The way the request came, whatever the answer is. */
  static ReplyDestinations backChannel(AddressingVersion version) {
    ReplyDestination back = new ReplyDestination.BackChannel(EndpointReference.anonymous(version));
    return new ReplyDestinations(back, back);
  }

  /**
   * What the headers of a request ask for, as far as it may be had. That ReplyTo or FaultTo is
   * wrong is told on the way the request came: neither can be relied on. An answer leaves elsewhere
   * only if it could be related to its request there, and nobody can tell without a good MessageID.
   */
  static ReplyDestinations of(AddressingHeaders headers, AddressingLayer layer) {
    AddressingVersion version = headers.version();
    MessageAddressingProperties properties = headers.properties();
    boolean wrong =
        headers.hasProblem(AddressingHeader.REPLY_TO)
            || headers.hasProblem(AddressingHeader.FAULT_TO);
    if (wrong || (properties.replyTo().isEmpty() && properties.faultTo().isEmpty())) {
      return backChannel(version);
    }
    EndpointReference replyTo =
        properties.replyTo().orElseGet(() -> EndpointReference.anonymous(version));
    ReplyDestination reply = destination(replyTo, headers, layer);
    return new ReplyDestinations(
        reply,
        properties.faultTo().map(faultTo -> destination(faultTo, headers, layer)).orElse(reply));
  }

  private static ReplyDestination destination(
      EndpointReference reference, AddressingHeaders headers, AddressingLayer layer) {
    AddressingVersion version = headers.version();
    if (reference.isAnonymous(version)) {
      return new ReplyDestination.BackChannel(reference);
    }
    if (reference.isNone(version)) {
      return new ReplyDestination.Nowhere(reference);
    }
    Optional<RequestChannel> channel =
        headers.allowRelatedReply(layer.requiredForReply(version))
            ? channel(layer.routes(), reference.address())
            : Optional.empty();
    return channel.isPresent()
        ? new ReplyDestination.Elsewhere(reference, channel.get())
        : new ReplyDestination.Refused(reference.address(), EndpointReference.anonymous(version));
  }

  /** Who asked for an address that makes a policy stumble gets the answer that it is refused. */
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
