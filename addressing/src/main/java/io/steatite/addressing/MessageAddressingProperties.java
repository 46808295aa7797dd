package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.xml.XmlFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message says about where it comes from, where it goes and what it is for (Core section 3).
 *
 * <p>A received message has them as a property, as its headers stand: what is absent there is
 * absent here. Attached to a message to be sent, they are what its headers say; what they leave
 * open is completed by the layer.
 *
 * <p>Properties that were received say nothing about a message to be sent: a message that is passed
 * on, or an answer made of what somebody else answered, is addressed anew. Who wants them repeated
 * attaches a copy, {@code received.toBuilder().build()}.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class MessageAddressingProperties {
  static final MessageAddressingProperties NONE = builder().build();

  private final @Nullable AddressingVersion receivedIn;
  private final @Nullable String to;
  private final @Nullable String action;
  private final @Nullable String messageId;
  private final List<RelatesTo> relatesTo;
  private final @Nullable EndpointReference from;
  private final @Nullable EndpointReference replyTo;
  private final @Nullable EndpointReference faultTo;
  private final List<XmlFragment> referenceParameters;

  private MessageAddressingProperties(Builder builder) {
    receivedIn = builder.receivedIn;
    to = builder.to;
    action = builder.action;
    messageId = builder.messageId;
    relatesTo = List.copyOf(builder.relatesTo);
    from = builder.from;
    replyTo = builder.replyTo;
    faultTo = builder.faultTo;
    referenceParameters = List.copyOf(builder.referenceParameters);
  }

  /** The properties that whoever made a message attached to it; not those it came with. */
  public static MessageAddressingProperties givenTo(Message message) {
    return message
        .property(MessageAddressingProperties.class)
        .filter(properties -> properties.receivedIn().isEmpty())
        .orElse(NONE);
  }

  /** A builder for properties of which none is set. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder for the properties of a message that was received. */
  static Builder received(AddressingVersion version) {
    Builder builder = new Builder();
    builder.receivedIn = version;
    return builder;
  }

  /** A builder that starts from these properties, for a message to be sent. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.to = to;
    builder.action = action;
    builder.messageId = messageId;
    builder.relatesTo.addAll(relatesTo);
    builder.from = from;
    builder.replyTo = replyTo;
    builder.faultTo = faultTo;
    builder.referenceParameters.addAll(referenceParameters);
    return builder;
  }

  /** The version in which they were received; none if they are for a message to be sent. */
  public Optional<AddressingVersion> receivedIn() {
    return Optional.ofNullable(receivedIn);
  }

  /** The address of the receiver: [destination]. */
  public Optional<String> to() {
    return Optional.ofNullable(to);
  }

  /** What the receiver is to do: [action]. */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** What the message is called: [message id]. */
  public Optional<String> messageId() {
    return Optional.ofNullable(messageId);
  }

  /** The messages it is related to: [relationship]. */
  public List<RelatesTo> relatesTo() {
    return relatesTo;
  }

  /** Who sent it: [source endpoint]. */
  public Optional<EndpointReference> from() {
    return Optional.ofNullable(from);
  }

  /** Where the reply goes: [reply endpoint]. */
  public Optional<EndpointReference> replyTo() {
    return Optional.ofNullable(replyTo);
  }

  /** Where a fault goes: [fault endpoint]. */
  public Optional<EndpointReference> faultTo() {
    return Optional.ofNullable(faultTo);
  }

  /** The headers that are reference parameters of the receiver; 2004/08 does not mark them. */
  public List<XmlFragment> referenceParameters() {
    return referenceParameters;
  }

  /** To, Action, MessageID and RelatesTo, for logs. */
  @Override
  public String toString() {
    return "to=" + to + " action=" + action + " messageId=" + messageId + " relatesTo=" + relatesTo;
  }

  /** Collects properties; not safe for use by several threads. */
  public static final class Builder {
    private @Nullable AddressingVersion receivedIn;
    private @Nullable String to;
    private @Nullable String action;
    private @Nullable String messageId;
    private final List<RelatesTo> relatesTo = new ArrayList<>(1);
    private @Nullable EndpointReference from;
    private @Nullable EndpointReference replyTo;
    private @Nullable EndpointReference faultTo;
    private final List<XmlFragment> referenceParameters = new ArrayList<>(1);

    private Builder() {}

    /** Sets the address of the receiver. */
    public Builder to(@Nullable String value) {
      to = value;
      return this;
    }

    /** Sets the receiver: its address and the reference parameters that go with it. */
    public Builder to(EndpointReference value) {
      referenceParameters.addAll(value.references());
      return to(value.address());
    }

    /** Sets what the receiver is to do. */
    public Builder action(@Nullable String value) {
      action = value;
      return this;
    }

    /** Sets what the message is called. */
    public Builder messageId(@Nullable String value) {
      messageId = value;
      return this;
    }

    /** Adds a message it is related to. */
    public Builder relatesTo(RelatesTo value) {
      relatesTo.add(value);
      return this;
    }

    boolean isRelatedBy(String relationshipType) {
      return relatesTo.stream().anyMatch(r -> r.relationshipType().equals(relationshipType));
    }

    /** Sets who sends it. */
    public Builder from(@Nullable EndpointReference value) {
      from = value;
      return this;
    }

    /** Sets where the reply goes. */
    public Builder replyTo(@Nullable EndpointReference value) {
      replyTo = value;
      return this;
    }

    /** Sets where a fault goes. */
    public Builder faultTo(@Nullable EndpointReference value) {
      faultTo = value;
      return this;
    }

    /** Adds a reference parameter of the receiver, an element. */
    public Builder referenceParameter(XmlFragment element) {
      referenceParameters.add(element);
      return this;
    }

    /** The properties collected so far. */
    public MessageAddressingProperties build() {
      return new MessageAddressingProperties(this);
    }
  }
}
