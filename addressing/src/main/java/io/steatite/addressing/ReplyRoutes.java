package io.steatite.addressing;

import io.steatite.envelope.stack.RequestChannel;
import java.util.Optional;

/**
 * Provides the channels for decoupled replies. The sender of a request chooses the address in
 * ReplyTo, so a service that follows it can be misused to reach other hosts. An implementation must
 * therefore return channels only for addresses that its policy permits. Must be safe for use by
 * several threads.
 */
@FunctionalInterface
public interface ReplyRoutes {
  /**
   * Returns a channel to an address, or empty if the policy does not permit the address. Called
   * when a request is received, before user code runs; it must not wait for the network.
   *
   * @param address the address in ReplyTo or FaultTo as the peer sent it: an absolute IRI, but not
   *     checked otherwise
   * @return a transport channel. The layer only calls {@code send}, with the addressing headers
   *     already written, and closes the channel after use
   */
  Optional<RequestChannel> to(String address);

  /**
   * Returns routes that permit no address: replies are sent on the connection of the request. The
   * default.
   */
  static ReplyRoutes none() {
    return address -> Optional.empty();
  }
}
