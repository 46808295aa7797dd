/**
 * Programs that run the whole stack over real sockets. Start with {@link
 * io.steatite.conformance.tour.Tour}.
 */
@NullMarked
package io.steatite.conformance.tour;

import org.jspecify.annotations.NullMarked;
