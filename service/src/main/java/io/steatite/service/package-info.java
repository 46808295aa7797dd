/**
 * From messages to services and clients: start with {@link io.steatite.service.Binding}, how two
 * sides talk.
 *
 * <p>{@link io.steatite.service.ServiceHost} puts services on a server; {@code
 * binding.channel(endpoint)} is the way to one. Where replies take a way of their own, {@link
 * io.steatite.service.OutboundChannels} sends them and {@link io.steatite.service.DuplexClient}
 * waits for them.
 */
@NullMarked
package io.steatite.service;

import org.jspecify.annotations.NullMarked;
