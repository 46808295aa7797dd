package io.steatite.service;

import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.ReplyRoutes;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.internal.LogText;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.apache.ApacheHttpSender;
import io.steatite.transport.http.destination.ForbiddenDestinationException;
import io.steatite.transport.http.destination.OutboundPolicy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;

/**
 * Channels over HTTP to addresses that a peer chose, as far as a policy permits: for replies to the
 * ReplyTo of a request, and for messages to a client that has told the service where it listens.
 *
 * <p>Holds the connections. Share one between all hosts and clients that may send to the same
 * places. Safe for use by several threads.
 */
public final class OutboundChannels implements AutoCloseable {
  private static final Logger LOG = System.getLogger(OutboundChannels.class.getName());

  private final OutboundPolicy policy;
  private final HttpLimits limits;
  private final HttpSender sender;

  private OutboundChannels(OutboundPolicy policy, HttpLimits limits) {
    this.policy = policy;
    this.limits = limits;
    this.sender = ApacheHttpSender.guarded(policy, limits);
  }

  /** Starts channels to the addresses that a policy permits, with the default limits. */
  public static OutboundChannels start(OutboundPolicy policy) {
    return start(policy, HttpLimits.DEFAULT);
  }

  /**
   * Starts channels to the addresses that a policy permits.
   *
   * @param limits on connections and responses, and on calls that have no deadline
   */
  public static OutboundChannels start(OutboundPolicy policy, HttpLimits limits) {
    return new OutboundChannels(policy, limits);
  }

  /**
   * Returns a channel to an endpoint, such as the ReplyTo of a client that listens, for messages
   * that it did not ask for. The reference parameters of the endpoint become headers. Closing the
   * channel leaves the connections open.
   *
   * @param binding what the endpoint speaks
   * @throws ForbiddenDestinationException if the policy does not permit the address
   * @throws IllegalArgumentException if a reference parameter has the name of a header of SOAP,
   *     addressing or security
   */
  public ClientChannel channel(Binding binding, EndpointReference endpoint)
      throws ForbiddenDestinationException {
    MessageStack stack = binding.client(endpoint.requireHarmless());
    URI address = policy.check(endpoint.address());
    RequestChannel transport = binding.settings().transport(address, stack, sender, limits);
    return new BindingChannel(binding.soapVersion(), stack.channel(transport), null, () -> {});
  }

  /**
   * Returns the routes of replies, which are written as the binding says: for a stack put together
   * by hand.
   */
  public ReplyRoutes routes(Binding binding) {
    BindingSettings settings = binding.settings();
    MessageStack encoders = settings.stack().build();
    return address -> {
      try {
        return Optional.of(settings.transport(policy.check(address), encoders, sender, limits));
      } catch (ForbiddenDestinationException e) {
        LOG.log(
            Level.INFO,
            () ->
                "A request wants its reply at an address that is not permitted: "
                    + LogText.of("" + e.getMessage()));
        return Optional.empty();
      }
    };
  }

  /** Closes the connections. Replies that are being sent fail. */
  @Override
  public void close() {
    sender.close();
  }

  /** Returns the policy. */
  @Override
  public String toString() {
    return policy.toString();
  }
}
