/**
 * Decides which addresses a program may send to if a peer chose the address, such as the ReplyTo of
 * a request. Start with {@link io.steatite.transport.http.destination.OutboundPolicy}. It checks
 * scheme, host and port of a URI against an allow-list, and the addresses of the host against the
 * special-purpose networks of RFC 6890. Knows nothing of the other packages.
 */
@NullMarked
package io.steatite.transport.http.destination;

import org.jspecify.annotations.NullMarked;
