package io.steatite.addressing;

import io.steatite.envelope.stack.RequestChannel;
import java.util.Optional;

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
    MessageAddressingProperties properties = headers.properties();
    if (properties.replyTo().isEmpty() && properties.faultTo().isEmpty()) {
      return backChannel(layer.version());
    }
    ReplyRoutes routes = headers.allowRelatedReply(layer) ? layer.routes() : ReplyRoutes.none();
    EndpointReference replyTo =
        properties.replyTo().orElseGet(() -> EndpointReference.anonymous(layer.version()));
    ReplyDestination reply = destination(replyTo, layer.version(), routes);
    return new ReplyDestinations(
        reply,
        properties
            .faultTo()
            .map(faultTo -> destination(faultTo, layer.version(), routes))
            .orElse(reply));
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
