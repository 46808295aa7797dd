/**
 * Records the bytes that a client and a server exchange, and formats them for readers.
 *
 * <p>Start with {@link io.steatite.conformance.wire.WireTap}.
 */
@NullMarked
package io.steatite.conformance.wire;

import org.jspecify.annotations.NullMarked;
