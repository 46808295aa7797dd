package io.steatite.addressing;

import java.net.URI;
import java.util.Optional;

/**
 * Decides whether the To of a message means this endpoint. The anonymous address always does and is
 * not asked about. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface AddressFilter {
  /**
   * Whether a message is for us.
   *
   * @param to the value of its To header, which may be anything
   * @param receivedAt the address at which the transport received it, as far as it knows
   */
  boolean accepts(String to, Optional<URI> receivedAt);

  /** Every address is ours. */
  static AddressFilter any() {
    return (to, receivedAt) -> true;
  }

  /** This address is ours and no other. */
  static AddressFilter exact(String address) {
    return (to, receivedAt) -> to.equals(address);
  }

  /**
   * This address is ours and all below it: those that start like it, where a slash, query or
   * fragment comes next. So {@code http://host/app} does not take {@code http://host/apple}.
   */
  static AddressFilter prefix(String prefix) {
    return (to, receivedAt) ->
        to.startsWith(prefix)
            && (to.length() == prefix.length()
                || prefix.endsWith("/")
                || "/?#".indexOf(to.charAt(prefix.length())) >= 0);
  }

  /**
   * An address is ours if its path is that of the address at which the message was received; case
   * and a slash at the end make no difference, as in WCF. Unlike in WCF, scheme and port make none
   * either: behind a proxy they are seldom the ones the client sees. Where the transport does not
   * know the address, every address is ours.
   */
  static AddressFilter samePath() {
    return SamePath::accepts;
  }
}
