package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.RequestChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
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
  static final MessageAddressingProperties NONE_GIVEN =
      MessageAddressingProperties.builder().build();

  private final AddressingVersion version;
  private final @Nullable EndpointReference destination;
  private final boolean required;
  private final boolean messageIdRequired;
  private final AddressFilter addressFilter;
  private final ReplyRoutes routes;
  private final Executor executor;
  private final AddressingWriter writer;

  private AddressingLayer(Builder builder) {
    version = builder.version;
    destination = builder.destination;
    required = builder.required;
    messageIdRequired = builder.messageIdRequired;
    addressFilter = builder.addressFilter;
    routes = builder.routes;
    executor = builder.executor;
    writer = new AddressingWriter(version, builder.mustUnderstand);
  }

  /** The layer of a service with the default settings. */
  public static AddressingLayer of(AddressingVersion version) {
    return builder(version).build();
  }

  /** The layer of a client that sends its messages to an endpoint. */
  public static AddressingLayer of(AddressingVersion version, EndpointReference destination) {
    return builder(version).destination(destination).build();
  }

  /** A builder of layers for a version. */
  public static Builder builder(AddressingVersion version) {
    return new Builder(version);
  }

  @Override
  public boolean understands(QName header) {
    return AddressingHeader.of(header, version).isPresent();
  }

  @Override
  public MessageHandler handler(MessageHandler next) {
    return new AddressingHandler(this, next);
  }

  @Override
  public RequestChannel channel(RequestChannel next) {
    return new AddressingChannel(this, next);
  }

  /** The properties that whoever made a message attached to it. */
  static MessageAddressingProperties propertiesOf(Message message) {
    return message.property(MessageAddressingProperties.class).orElse(NONE_GIVEN);
  }

  AddressingVersion version() {
    return version;
  }

  Optional<EndpointReference> destination() {
    return Optional.ofNullable(destination);
  }

  boolean isRequired() {
    return required;
  }

  List<AddressingHeader> requiredForReply() {
    return messageIdRequired ? version.requiredForReply() : List.of();
  }

  AddressFilter addressFilter() {
    return addressFilter;
  }

  ReplyRoutes routes() {
    return routes;
  }

  Executor executor() {
    return executor;
  }

  AddressingWriter writer() {
    return writer;
  }

  /** Version and destination, for the picture of the stack. */
  @Override
  public String toString() {
    return version
        + (required ? "" : ", optional")
        + (destination == null ? "" : " to " + destination);
  }

  /** Collects the settings of a layer; not safe for use by several threads. */
  public static final class Builder {
    private final AddressingVersion version;
    private @Nullable EndpointReference destination;
    private boolean required = true;
    private boolean messageIdRequired = true;
    private boolean mustUnderstand = true;
    private AddressFilter addressFilter = AddressFilter.samePath();
    private ReplyRoutes routes = ReplyRoutes.none();
    private Executor executor = Runnable::run;

    private Builder(AddressingVersion version) {
      this.version = version;
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
     * Receiving: whether requests must have addressing headers; yes by default. If not, a request
     * without any is answered in kind.
     */
    public Builder required(boolean value) {
      required = value;
      return this;
    }

    /**
     * Receiving: whether requests that want a reply must have a MessageID, and in 2004/08 a ReplyTo
     * (R3321, R3322); yes by default. WCF does without.
     */
    public Builder messageIdRequired(boolean value) {
      messageIdRequired = value;
      return this;
    }

    /** Receiving: which values of To mean this service; those of the same path by default. */
    public Builder addressFilter(AddressFilter value) {
      addressFilter = value;
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

    /** The layer with these settings. */
    public AddressingLayer build() {
      return new AddressingLayer(this);
    }
  }
}
