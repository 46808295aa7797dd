/**
 * Correlation of replies that arrive on another connection than their request; for use by {@code
 * io.steatite.service} only.
 *
 * <p>In come received messages; out come the futures of the requests that they answer. Start with
 * {@link io.steatite.addressing.internal.CorrelationLayer}.
 */
@NullMarked
package io.steatite.addressing.internal;

import org.jspecify.annotations.NullMarked;
