package io.steatite.addressing;

import java.net.URI;
import java.util.Optional;

/**
 * Decides whether the To of a message names this endpoint. It is not called for the anonymous
 * address, which every endpoint accepts. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface AddressFilter {
  /**
   * Returns whether a message is accepted.
   *
   * @param to the value of the To header as the peer sent it: an absolute IRI, but not checked
   *     otherwise
   * @param receivedAt the address at which the transport received the message, if it knows it
   */
  boolean accepts(String to, Optional<URI> receivedAt);

  /** Returns a filter that accepts every address. */
  static AddressFilter any() {
    return (to, receivedAt) -> true;
  }

  /** Returns a filter that accepts exactly one address. */
  static AddressFilter exact(String address) {
    return (to, receivedAt) -> to.equals(address);
  }

  /**
   * Returns a filter that accepts an address and all below it: those that continue with a slash, a
   * query or a fragment. So {@code http://host/app} does not accept {@code http://host/apple}.
   */
  static AddressFilter prefix(String prefix) {
    return (to, receivedAt) ->
        to.startsWith(prefix)
            && (to.length() == prefix.length()
                || prefix.endsWith("/")
                || "/?#".indexOf(to.charAt(prefix.length())) >= 0);
  }

  /**
   * Returns a filter that accepts an address whose path is that of the address at which the message
   * was received. Case and a trailing slash are ignored, as in WCF. Scheme, host and port are
   * ignored too, unlike in WCF, because behind a proxy they usually differ from those that the
   * client sees. If the transport does not know the address, every address is accepted.
   */
  static AddressFilter samePath() {
    return Addresses::haveSamePath;
  }
}
