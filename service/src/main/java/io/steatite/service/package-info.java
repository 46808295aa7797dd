/**
 * Services and clients. Start with {@link io.steatite.service.Binding}, which has the settings that
 * both sides agree on.
 *
 * <p>{@link io.steatite.service.ServiceHost} runs services on an HTTP server. {@link
 * io.steatite.service.ClientChannel}, made by {@code binding.channel(address)}, calls them. For
 * replies on connections of their own, {@link io.steatite.service.OutboundChannels} sends them and
 * {@link io.steatite.service.DuplexClient} receives them.
 */
@NullMarked
package io.steatite.service;

import org.jspecify.annotations.NullMarked;
