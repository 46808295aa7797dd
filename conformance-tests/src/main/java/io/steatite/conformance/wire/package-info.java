/**
 * What really crosses a socket: recorded between client and server, and made readable.
 *
 * <p>Start with {@link io.steatite.conformance.wire.WireTap}.
 */
@NullMarked
package io.steatite.conformance.wire;

import org.jspecify.annotations.NullMarked;
