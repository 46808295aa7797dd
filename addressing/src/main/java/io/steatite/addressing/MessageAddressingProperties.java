package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.xml.XmlFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message addressing properties: the sender, the receivers and the purpose of a message (Core
 * section 3).
 *
 * <p>A received message carries its properties as a property of the message; a header that is
 * absent is an absent property. Properties attached to a message to be sent determine its headers;
 * the {@link AddressingLayer} completes the missing ones.
 *
 * <p>Received properties have no effect on a message to be sent. So a message that is forwarded, or
 * a reply made from the reply of another service, gets new headers. To send the received values
 * again, attach a copy: {@code received.toBuilder().build()}.
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

  /**
   * Returns the properties attached to a message by its author; empty properties for a message as
   * it was received.
   */
  public static MessageAddressingProperties givenTo(Message message) {
    return message
        .property(MessageAddressingProperties.class)
        .filter(properties -> properties.receivedIn().isEmpty())
        .orElse(NONE);
  }

  /** Returns a builder for properties, none of which is set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder for the properties of a received message. */
  static Builder received(AddressingVersion version) {
    Builder builder = new Builder();
    builder.receivedIn = version;
    return builder;
  }

  /** Returns a builder with these properties, for a message to be sent. */
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

  /**
   * Returns the version of the headers if the properties were received; empty for a message to be
   * sent.
   */
  public Optional<AddressingVersion> receivedIn() {
    return Optional.ofNullable(receivedIn);
  }

  /** Returns the address of the receiver: [destination]. */
  public Optional<String> to() {
    return Optional.ofNullable(to);
  }

  /** Returns the action: [action]. */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** Returns the id of the message: [message id]. */
  public Optional<String> messageId() {
    return Optional.ofNullable(messageId);
  }

  /** Returns the relationships to other messages: [relationship]. */
  public List<RelatesTo> relatesTo() {
    return relatesTo;
  }

  /** Returns the sender: [source endpoint]. */
  public Optional<EndpointReference> from() {
    return Optional.ofNullable(from);
  }

  /** Returns the endpoint for the reply: [reply endpoint]. */
  public Optional<EndpointReference> replyTo() {
    return Optional.ofNullable(replyTo);
  }

  /** Returns the endpoint for a fault: [fault endpoint]. */
  public Optional<EndpointReference> faultTo() {
    return Optional.ofNullable(faultTo);
  }

  /**
   * Returns the headers that are reference parameters of the receiver. Always empty for received
   * messages of 2004/08, which does not mark such headers.
   */
  public List<XmlFragment> referenceParameters() {
    return referenceParameters;
  }

  /** Returns To, Action, MessageID and RelatesTo, for logs. */
  @Override
  public String toString() {
    return "to=" + to + " action=" + action + " messageId=" + messageId + " relatesTo=" + relatesTo;
  }

  /** Collects properties. Not safe for use by several threads. */
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

    /** Sets the address of the receiver; null removes it. */
    public Builder to(@Nullable String value) {
      to = value;
      return this;
    }

    /** Sets the address of the receiver and adds its reference parameters. */
    public Builder to(EndpointReference value) {
      referenceParameters.addAll(value.references());
      return to(value.address());
    }

    /** Sets the action; null removes it. */
    public Builder action(@Nullable String value) {
      action = value;
      return this;
    }

    /** Sets the id of the message; null removes it. */
    public Builder messageId(@Nullable String value) {
      messageId = value;
      return this;
    }

    /** Adds a relationship to another message. */
    public Builder relatesTo(RelatesTo value) {
      relatesTo.add(value);
      return this;
    }

    boolean isRelatedBy(String relationshipType) {
      return relatesTo.stream().anyMatch(r -> r.relationshipType().equals(relationshipType));
    }

    /** Sets the sender; null removes it. */
    public Builder from(@Nullable EndpointReference value) {
      from = value;
      return this;
    }

    /** Sets the endpoint for the reply; null removes it. */
    public Builder replyTo(@Nullable EndpointReference value) {
      replyTo = value;
      return this;
    }

    /** Sets the endpoint for a fault; null removes it. */
    public Builder faultTo(@Nullable EndpointReference value) {
      faultTo = value;
      return this;
    }

    /** Adds a reference parameter of the receiver. */
    public Builder referenceParameter(XmlFragment element) {
      referenceParameters.add(element);
      return this;
    }

    /** Returns these properties. */
    public MessageAddressingProperties build() {
      return new MessageAddressingProperties(this);
    }
  }
}
