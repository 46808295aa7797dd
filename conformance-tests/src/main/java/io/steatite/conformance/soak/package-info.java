/**
 * Programs that put load on a host. {@link io.steatite.conformance.soak.Soak} mixes good calls with
 * hostile requests and compares the resources of the host before and after. {@link
 * io.steatite.conformance.soak.SlowPeers} measures good calls while slow peers occupy the host.
 * Both start the host, {@link io.steatite.conformance.soak.SoakHost}, in a JVM of its own.
 */
@NullMarked
package io.steatite.conformance.soak;

import org.jspecify.annotations.NullMarked;
