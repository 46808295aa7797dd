package io.steatite.addressing;

import io.steatite.envelope.stack.RequestChannel;
import java.util.Optional;

/**
 * The ways on which replies may leave that do not go back the way their request came. A {@code
 * ReplyTo} makes a service call an address that a stranger chose, so each address is asked for
 * here, and only one that policy permits has a route. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface ReplyRoutes {
  /**
   * A channel to an address, or none where nothing may be sent there. Asked when a request comes
   * in, before user code runs, and never waits for the network.
   *
   * @param address of a ReplyTo or FaultTo, which may be anything
   * @return a channel of a transport: the addressing headers are there already, and a reply is
   *     sent, not requested. Whoever asked closes it
   */
  Optional<RequestChannel> to(String address);

  /** No address has a route: replies go back the way the request came, or nowhere. The default. */
  static ReplyRoutes none() {
    return address -> Optional.empty();
  }
}
