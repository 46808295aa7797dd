package io.steatite.addressing;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings of an {@link AddressingLayer} for the messages that it sends. Immutable. */
final class OutboundAddressing {
  private final AddressingVersion version;
  private final @Nullable EndpointReference destination;
  private final boolean oneWayMessageIds;
  private final Supplier<String> messageIds;
  private final AddressingWriter writer;

  OutboundAddressing(AddressingLayer.Builder builder, AddressingWriter writer) {
    version = builder.versions.iterator().next();
    destination = builder.destination;
    oneWayMessageIds = builder.oneWayMessageIds;
    messageIds = builder.messageIds;
    this.writer = writer;
  }

  /** Returns the version of the headers that are written. */
  AddressingVersion version() {
    return version;
  }

  /** Returns the destination of messages that name none. */
  Optional<EndpointReference> destination() {
    return Optional.ofNullable(destination);
  }

  /** Returns a new MessageID for a request. */
  String newMessageId() {
    return messageIds.get();
  }

  /** Returns a new MessageID for a one-way message, or null if one-way messages get none. */
  @Nullable String oneWayMessageId() {
    return oneWayMessageIds ? messageIds.get() : null;
  }

  /** Returns the writer for the headers of messages. */
  AddressingWriter writer() {
    return writer;
  }
}
