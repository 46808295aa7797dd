package io.steatite.addressing;

import static java.util.stream.Collectors.joining;

import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.RequestChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * WS-Addressing as a floor of the stack: stamps requests and replies with addressing headers, reads
 * and checks those that come in, relates replies to requests.
 *
 * <p>A received message has its {@link MessageAddressingProperties} as a property; attached to a
 * message to be sent they decide what its headers say. Immutable, safe to share between threads.
 */
public final class AddressingLayer implements Layer {
  private final List<AddressingVersion> versions;
  private final @Nullable EndpointReference destination;
  private final boolean required;
  private final boolean messageIdRequired;
  private final boolean replyToRequired;
  private final boolean oneWayMessageIds;
  private final AddressFilter addressFilter;
  private final ReplyAddressPolicy replyAddresses;
  private final ReplyRoutes routes;
  private final Executor executor;
  private final Supplier<String> messageIds;
  private final MessageIdMemory messageIdMemory;
  private final AddressingWriter writer;

  private AddressingLayer(Builder builder) {
    versions = List.copyOf(builder.versions);
    destination = builder.destination;
    required = builder.required;
    messageIdRequired = builder.messageIdRequired;
    replyToRequired = builder.replyToRequired;
    oneWayMessageIds = builder.oneWayMessageIds;
    addressFilter = builder.addressFilter;
    replyAddresses = builder.effectiveReplyAddresses();
    routes = replyAddresses.includeOthers() ? builder.routes() : ReplyRoutes.none();
    executor = builder.executor;
    messageIds = builder.messageIds;
    messageIdMemory = builder.messageIdMemory;
    writer = new AddressingWriter(builder.mustUnderstand);
  }

  /**
   * The layer of a service with the default settings.
   *
   * @param more versions that it speaks too; each request is answered in its own
   */
  public static AddressingLayer of(AddressingVersion version, AddressingVersion... more) {
    return builder(version, more).build();
  }

  /** The layer of a client that sends its messages to an endpoint. */
  public static AddressingLayer of(AddressingVersion version, EndpointReference destination) {
    return builder(version).destination(destination).build();
  }

  /**
   * A builder of layers for a version.
   *
   * @param more versions that it receives too; it answers in the version of each request, and sends
   *     in the first one
   */
  public static Builder builder(AddressingVersion version, AddressingVersion... more) {
    return new Builder(version, more);
  }

  /**
   * Whether it is an addressing header, of whatever version: those of versions not spoken here are
   * refused here too, and in words that say more than that they are not understood.
   */
  @Override
  public boolean understands(QName header) {
    return AddressingVersion.anyHas(header) || version().isFaultDetail(header);
  }

  @Override
  public MessageHandler handler(MessageHandler next) {
    return new AddressingHandler(this, next);
  }

  @Override
  public RequestChannel channel(RequestChannel next) {
    return new AddressingChannel(this, next);
  }

  /** The version it sends in. */
  AddressingVersion version() {
    return versions.get(0);
  }

  /** All the versions it receives. */
  List<AddressingVersion> versions() {
    return versions;
  }

  Optional<EndpointReference> destination() {
    return Optional.ofNullable(destination);
  }

  boolean isRequired() {
    return required;
  }

  /** The headers without which a request that wants a reply is refused (R3321, R3322). */
  List<AddressingHeader> requiredForReply(AddressingVersion version) {
    if (messageIdRequired && replyToRequired) {
      return version.requiredForReply();
    }
    return version.requiredForReply().stream()
        .filter(
            header -> header == AddressingHeader.MESSAGE_ID ? messageIdRequired : replyToRequired)
        .toList();
  }

  /** The id for a one-way message that brings none; null for no id. */
  @Nullable String oneWayMessageId() {
    return oneWayMessageIds ? newMessageId() : null;
  }

  AddressFilter addressFilter() {
    return addressFilter;
  }

  ReplyAddressPolicy replyAddresses() {
    return replyAddresses;
  }

  ReplyRoutes routes() {
    return routes;
  }

  Executor executor() {
    return executor;
  }

  String newMessageId() {
    return messageIds.get();
  }

  MessageIdMemory messageIdMemory() {
    return messageIdMemory;
  }

  AddressingWriter writer() {
    return writer;
  }

  /** Versions and destination, for the picture of the stack. */
  @Override
  public String toString() {
    return versions.stream().map(AddressingVersion::toString).collect(joining(" or "))
        + (required ? "" : ", optional")
        + (destination == null ? "" : " to " + destination);
  }

  /** Collects the settings of a layer; not safe for use by several threads. */
  public static final class Builder {
    private final Set<AddressingVersion> versions = new LinkedHashSet<>();
    private @Nullable EndpointReference destination;
    private boolean required = true;
    private boolean messageIdRequired = true;
    private boolean replyToRequired = true;
    private boolean oneWayMessageIds = true;
    private boolean mustUnderstand = true;
    private AddressFilter addressFilter = AddressFilter.samePath();
    private ReplyAddressPolicy replyAddresses = ReplyAddressPolicy.ANY;
    private @Nullable ReplyRoutes routes;
    private Executor executor = Runnable::run;
    private Supplier<String> messageIds = MessageIds::next;
    private MessageIdMemory messageIdMemory = messageId -> true;

    private Builder(AddressingVersion version, AddressingVersion... more) {
      versions.add(version);
      versions.addAll(List.of(more));
    }

    /** Sending: where messages go that do not say so themselves. It may differ from the URL. */
    public Builder destination(EndpointReference value) {
      destination = value;
      return this;
    }

    /** Sending: whether Action and To must be understood; yes by default, as in WCF. */
    public Builder mustUnderstand(boolean value) {
      mustUnderstand = value;
      return this;
    }

    /**
     * Sending: what makes the ids of messages that bring none; {@link MessageIds#next} by default.
     * Must be safe for use by several threads.
     */
    public Builder messageIds(Supplier<String> value) {
      messageIds = value;
      return this;
    }

    /**
     * Sending: whether one-way messages that bring no MessageID get one; yes by default. Spring-WS
     * refuses messages without; WCF sends none, and takes both.
     */
    public Builder oneWayMessageIds(boolean value) {
      oneWayMessageIds = value;
      return this;
    }

    /**
     * Receiving: whether requests must have addressing headers; yes by default. If not, a request
     * without any is answered in kind.
     */
    public Builder required(boolean value) {
      required = value;
      return this;
    }

    /**
     * Receiving: whether requests that want a reply must have a MessageID (R3321); yes by default.
     * WCF does without. A reply to a request without one relates to the unspecified message.
     */
    public Builder messageIdRequired(boolean value) {
      messageIdRequired = value;
      return this;
    }

    /**
     * Receiving: whether requests of 2004/08 that want a reply must have a ReplyTo (R3322); yes by
     * default. If not, a request without one means the anonymous address, as in 1.0.
     */
    public Builder replyToRequired(boolean value) {
      replyToRequired = value;
      return this;
    }

    /** Receiving: which values of To mean this service; those of the same path by default. */
    public Builder addressFilter(AddressFilter value) {
      addressFilter = value;
      return this;
    }

    /**
     * Receiving: refuses requests whose MessageID has come before; by default nobody remembers
     * them. One-way messages are not looked at (B3312).
     */
    public Builder refuseDuplicates(MessageIdMemory memory) {
      messageIdMemory = memory;
      return this;
    }

    /** Receiving: which addresses may be in ReplyTo and FaultTo; any by default. */
    public Builder replyAddresses(ReplyAddressPolicy value) {
      replyAddresses = value;
      return this;
    }

    /**
     * Receiving: lets replies and faults leave on other ways than the one their request came; by
     * default none does, since it is the sender of the request who says where to.
     *
     * <p>A request whose answer leaves elsewhere whatever it is, is taken into memory and accepted
     * at once (202), then processed by the executor, within the deadline it came with. If the
     * executor rejects it, the sender is told to come back later (EndpointUnavailable); so the
     * executor decides how many may wait. If only its faults, or only its replies, leave elsewhere,
     * the request is processed as any other. An answer that cannot be delivered is logged.
     *
     * @param ways to where they may leave
     * @param processing of accepted requests; it is not closed here
     */
    public Builder decoupledReplies(ReplyRoutes ways, Executor processing) {
      routes = ways;
      executor = processing;
      return this;
    }

    private ReplyAddressPolicy effectiveReplyAddresses() {
      return routes == null && replyAddresses == ReplyAddressPolicy.ANY
          ? ReplyAddressPolicy.ANONYMOUS
          : replyAddresses;
    }

    private ReplyRoutes routes() {
      return routes == null ? ReplyRoutes.none() : routes;
    }

    /** The layer with these settings. */
    public AddressingLayer build() {
      return new AddressingLayer(this);
    }
  }
}
