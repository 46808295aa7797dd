package io.steatite.addressing;

import java.util.List;
import java.util.concurrent.Executor;

/** The settings of an {@link AddressingLayer} for the messages that it receives. Immutable. */
final class InboundAddressing {
  private final List<AddressingVersion> versions;
  private final boolean required;
  private final boolean messageIdRequired;
  private final boolean replyToRequired;
  private final AddressFilter addressFilter;
  private final MessageIdMemory messageIdMemory;
  private final ReplyAddressPolicy replyAddresses;
  private final ReplyRoutes routes;
  private final Executor executor;
  private final AddressingWriter writer;

  /**
   * @param writer writes the headers of replies
   */
  InboundAddressing(AddressingLayer.Builder builder, AddressingWriter writer) {
    versions = List.copyOf(builder.versions);
    required = builder.required;
    messageIdRequired = builder.messageIdRequired;
    replyToRequired = builder.replyToRequired;
    addressFilter = builder.addressFilter;
    messageIdMemory = builder.messageIdMemory;
    // Without routes, refusing an address by policy gives a more precise fault than a missing
    // route.
    replyAddresses =
        builder.routes == null && builder.replyAddresses == ReplyAddressPolicy.ANY
            ? ReplyAddressPolicy.ANONYMOUS
            : builder.replyAddresses;
    routes =
        builder.routes == null || !replyAddresses.acceptsNonAnonymous()
            ? ReplyRoutes.none()
            : builder.routes;
    executor = builder.executor;
    this.writer = writer;
  }

  /** Returns the versions that are read. A message with headers of several is refused. */
  List<AddressingVersion> versions() {
    return versions;
  }

  /** Returns whether requests without addressing headers are refused. */
  boolean isRequired() {
    return required;
  }

  /** Returns the headers without which a request that has a reply is refused (R3321, R3322). */
  List<AddressingHeader> requiredForReply(AddressingVersion version) {
    if (messageIdRequired && replyToRequired) {
      return version.requiredForReply();
    }
    return version.requiredForReply().stream()
        .filter(
            header -> header == AddressingHeader.MESSAGE_ID ? messageIdRequired : replyToRequired)
        .toList();
  }

  /** Decides which values of To name this endpoint. */
  AddressFilter addressFilter() {
    return addressFilter;
  }

  /** Tells new MessageIDs from repeated ones. */
  MessageIdMemory messageIdMemory() {
    return messageIdMemory;
  }

  /** Returns which addresses ReplyTo and FaultTo may have. */
  ReplyAddressPolicy replyAddresses() {
    return replyAddresses;
  }

  /** Returns the channels for decoupled replies. */
  ReplyRoutes routes() {
    return routes;
  }

  /** Returns the executor that processes requests with decoupled replies. */
  Executor executor() {
    return executor;
  }

  /** Returns the writer for the headers of replies. */
  AddressingWriter writer() {
    return writer;
  }
}
