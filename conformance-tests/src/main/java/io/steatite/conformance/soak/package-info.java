/**
 * Load that a host must survive, made by programs: {@link io.steatite.conformance.soak.Soak} mixes
 * good calls with hostile requests and compares what the host holds before and after, {@link
 * io.steatite.conformance.soak.SlowPeers} measures good calls while slow peers hold on to the host.
 * Both start the host in a JVM of its own, {@link io.steatite.conformance.soak.SoakHost}.
 */
@NullMarked
package io.steatite.conformance.soak;

import org.jspecify.annotations.NullMarked;
