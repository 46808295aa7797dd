package io.steatite.addressing;

import static java.util.stream.Collectors.joining;

import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.RequestChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The addressing layer of a stack. It writes addressing headers on outbound messages, reads and
 * checks those of inbound messages, and relates replies to requests.
 *
 * <p>A received message carries its {@link MessageAddressingProperties} as a property. Properties
 * attached to a message to be sent determine its headers; the layer completes the missing ones.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class AddressingLayer implements Layer {
  private final InboundAddressing inbound;
  private final OutboundAddressing outbound;

  private AddressingLayer(Builder builder) {
    AddressingWriter writer = new AddressingWriter(builder.mustUnderstand);
    inbound = new InboundAddressing(builder, writer);
    outbound = new OutboundAddressing(builder, writer);
  }

  /**
   * Returns a layer for a service, with the default settings.
   *
   * @param version a version of WS-Addressing to accept
   * @param more further versions to accept; each request is answered in its own version
   */
  public static AddressingLayer of(AddressingVersion version, AddressingVersion... more) {
    return builder(version, more).build();
  }

  /**
   * Returns a layer for a client, with the default settings.
   *
   * @param destination the endpoint to which messages are sent that have no To of their own
   */
  public static AddressingLayer of(AddressingVersion version, EndpointReference destination) {
    return builder(version).destination(destination).build();
  }

  /**
   * Returns a builder with the default settings.
   *
   * @param version the version in which messages are sent
   * @param more further versions to accept; each request is answered in its own version
   */
  public static Builder builder(AddressingVersion version, AddressingVersion... more) {
    return new Builder(version, more);
  }

  /**
   * Returns whether a header is an addressing header, of any version. Headers of versions that are
   * not accepted here count as understood, since this layer refuses them with a more precise fault
   * than MustUnderstand.
   */
  @Override
  public boolean understands(QName header) {
    return AddressingVersion.anyHas(header) || outbound.version().isFaultDetail(header);
  }

  @Override
  public MessageHandler handler(MessageHandler next) {
    return new AddressingHandler(inbound, next);
  }

  @Override
  public RequestChannel channel(RequestChannel next) {
    return new AddressingChannel(outbound, next);
  }

  /** Returns the versions and the destination, for {@code MessageStack.toString()}. */
  @Override
  public String toString() {
    return inbound.versions().stream().map(AddressingVersion::toString).collect(joining(" or "))
        + (inbound.isRequired() ? "" : ", optional")
        + outbound.destination().map(destination -> " to " + destination).orElse("");
  }

  /**
   * Collects the settings of a layer. Methods marked "Outbound" apply to messages that are sent,
   * those marked "Inbound" to messages that are received. Not safe for use by several threads.
   */
  public static final class Builder {
    final Set<AddressingVersion> versions = new LinkedHashSet<>();
    @Nullable EndpointReference destination;
    boolean required = true;
    boolean messageIdRequired = true;
    boolean replyToRequired = true;
    boolean oneWayMessageIds = true;
    boolean mustUnderstand = true;
    AddressFilter addressFilter = AddressFilter.samePath();
    ReplyAddressPolicy replyAddresses = ReplyAddressPolicy.ANY;
    @Nullable ReplyRoutes routes;
    Executor executor = Runnable::run;
    Supplier<String> messageIds = MessageIds::next;
    MessageIdMemory messageIdMemory = messageId -> true;

    private Builder(AddressingVersion version, AddressingVersion... more) {
      versions.add(version);
      versions.addAll(List.of(more));
    }

    /**
     * Outbound: sets the destination of messages that have no To of their own. It may differ from
     * the URL of the transport.
     */
    public Builder destination(EndpointReference value) {
      destination = value;
      return this;
    }

    /** Outbound: sets whether Action and To carry mustUnderstand; true by default, as in WCF. */
    public Builder mustUnderstand(boolean value) {
      mustUnderstand = value;
      return this;
    }

    /**
     * Outbound: sets the source of MessageIDs for messages without one; {@link MessageIds#next} by
     * default. It must be safe for use by several threads.
     */
    public Builder messageIds(Supplier<String> value) {
      messageIds = value;
      return this;
    }

    /**
     * Outbound: sets whether one-way messages without a MessageID get one; true by default.
     * Spring-WS refuses messages without a MessageID; WCF sends none and accepts both.
     */
    public Builder oneWayMessageIds(boolean value) {
      oneWayMessageIds = value;
      return this;
    }

    /**
     * Inbound: sets whether requests must have addressing headers; true by default. If false, a
     * request without addressing headers gets a reply without addressing headers.
     */
    public Builder required(boolean value) {
      required = value;
      return this;
    }

    /**
     * Inbound: sets whether a request that has a reply must have a MessageID (R3321); true by
     * default. WCF accepts requests without one. The reply to a request without MessageID relates
     * to {@link AddressingVersion#unspecifiedMessageId}.
     */
    public Builder messageIdRequired(boolean value) {
      messageIdRequired = value;
      return this;
    }

    /**
     * Inbound: sets whether a request of 2004/08 that has a reply must have a ReplyTo (R3322); true
     * by default. If false, a missing ReplyTo means the anonymous address, as in 1.0.
     */
    public Builder replyToRequired(boolean value) {
      replyToRequired = value;
      return this;
    }

    /**
     * Inbound: sets which values of To name this endpoint; {@link AddressFilter#samePath} by
     * default.
     */
    public Builder addressFilter(AddressFilter value) {
      addressFilter = value;
      return this;
    }

    /**
     * Inbound: refuses requests whose MessageID was received before. By default MessageIDs are not
     * compared. One-way messages are never refused for this reason (B3312).
     */
    public Builder refuseDuplicates(MessageIdMemory memory) {
      messageIdMemory = memory;
      return this;
    }

    /**
     * Inbound: sets which addresses ReplyTo and FaultTo may have; {@link ReplyAddressPolicy#ANY} by
     * default.
     */
    public Builder replyAddresses(ReplyAddressPolicy value) {
      replyAddresses = value;
      return this;
    }

    /**
     * Inbound: permits decoupled replies, which are sent to the address in ReplyTo or FaultTo. By
     * default replies are sent on the connection of the request only, since the sender of the
     * request chooses the address.
     *
     * <p>A request whose reply and fault are both decoupled is read into memory, accepted (202),
     * and then processed by the executor, within the deadline of the request. If the executor
     * rejects it, the sender gets the fault EndpointUnavailable with a time to retry after. So the
     * executor limits the number of accepted requests. If only the reply or only the fault is
     * decoupled, the request is processed before it is answered, as without decoupled replies. A
     * decoupled reply that cannot be delivered is logged.
     *
     * @param routes the channels to permitted addresses
     * @param processing runs accepted requests; the layer does not close it
     */
    public Builder decoupledReplies(ReplyRoutes routes, Executor processing) {
      this.routes = routes;
      executor = processing;
      return this;
    }

    /** Returns a layer with these settings. */
    public AddressingLayer build() {
      return new AddressingLayer(this);
    }
  }
}
