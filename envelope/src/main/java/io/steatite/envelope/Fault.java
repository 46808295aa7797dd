package io.steatite.envelope;

import io.steatite.SteatiteException;
import io.steatite.UnreadableMessageException;
import io.steatite.envelope.xml.XmlContent;
import io.steatite.envelope.xml.XmlElement;
import io.steatite.envelope.xml.XmlFragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A SOAP fault, independent of the version it is written in (SOAP 1.1 section 4.4, SOAP 1.2 Part 1
 * section 5.4). Every failure becomes one: {@link #asException()} makes the exception that carries
 * a fault, {@code FaultMapper} the fault for an exception.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class Fault {
  private final FaultCode code;
  private final List<FaultReason> reasons;
  private final @Nullable String node;
  private final @Nullable String role;
  private final @Nullable XmlContent detail;
  private final @Nullable String action;
  private final List<HeaderBlock> headers;

  private Fault(Builder builder) {
    code = builder.code;
    reasons = List.copyOf(builder.reasons);
    node = builder.node;
    role = builder.role;
    detail = builder.detail;
    action = builder.action;
    headers = List.copyOf(builder.headers);
  }

  /** Returns a fault that blames the message, with an explanation in English. */
  public static Fault sender(String reason) {
    return builder(FaultCode.SENDER, reason).build();
  }

  /** Returns a fault that blames the service, with an explanation in English. */
  public static Fault receiver(String reason) {
    return builder(FaultCode.RECEIVER, reason).build();
  }

  /**
   * Returns the fault that answers a message that cannot be read. It blames the receiver if the
   * host is full, otherwise the sender.
   */
  public static Fault of(UnreadableMessageException failure) {
    String reason = String.valueOf(failure.getMessage());
    return failure.kind() == SteatiteException.Kind.RECEIVER ? receiver(reason) : sender(reason);
  }

  /** Returns a builder of a fault with that code and an explanation in English. */
  public static Builder builder(FaultCode code, String reason) {
    return new Builder(code, List.of(FaultReason.english(reason)));
  }

  /**
   * Returns a builder of a fault with that code and explanations in several languages.
   *
   * @throws IllegalArgumentException if there is no explanation
   */
  public static Builder builder(FaultCode code, List<FaultReason> reasons) {
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("A fault needs a reason (SOAP 1.2 Part 1 section 5.4.2)");
    }
    return new Builder(code, reasons);
  }

  /** Returns the code: which side is to blame, and why. */
  public FaultCode code() {
    return code;
  }

  /** Returns the explanation in the first language. */
  public String reason() {
    return reasons.get(0).text();
  }

  /** Returns all explanations, at least one. SOAP 1.1 carries only the first. */
  public List<FaultReason> reasons() {
    return reasons;
  }

  /**
   * Returns the URI of the node that failed, if it is known. It is {@code faultactor} in SOAP 1.1;
   * a received {@code faultactor} becomes the role.
   */
  public Optional<String> node() {
    return Optional.ofNullable(node);
  }

  /**
   * Returns the role that the failing node played, if it is known. It is {@code faultactor} in SOAP
   * 1.1 if there is no node.
   */
  public Optional<String> role() {
    return Optional.ofNullable(role);
  }

  /** Returns what writes attributes and children of the detail element, if there is a detail. */
  public Optional<XmlContent> detail() {
    return Optional.ofNullable(detail);
  }

  /** Returns the detail for reading. A detail that was not received is written to memory first. */
  public Optional<XmlFragment> detailFragment() {
    return detail().map(Fault::fragment);
  }

  private static XmlFragment fragment(XmlContent detail) {
    if (detail instanceof XmlFragment fragment) {
      return fragment;
    }
    if (detail instanceof FaultDetail received) {
      return received.element().content();
    }
    try {
      return XmlFragment.of(detail);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The detail of a fault cannot be written", e);
    }
  }

  /**
   * Returns the attributes of a received detail, without those of SOAP; none if the fault was not
   * received.
   */
  public Map<QName, String> detailAttributes() {
    return detail instanceof FaultDetail received ? received.attributes() : Map.of();
  }

  /**
   * Returns the action of messages that carry this fault ({@code wsa:Action}), if it has one of its
   * own. WS-Addressing gives the others the action that it defines for faults.
   */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** Returns this fault with that action, such as a {@code wsaw:Action} of a WSDL fault. */
  public Fault withAction(String value) {
    return toBuilder().action(value).build();
  }

  /**
   * Returns the header blocks that are sent with this fault, such as NotUnderstood; none if it was
   * received.
   */
  public List<HeaderBlock> headers() {
    return headers;
  }

  /** Returns an exception that carries this fault. An operation throws it to answer with it. */
  public FaultException asException() {
    return new FaultException(this, null);
  }

  /** Returns a builder that starts from this fault. */
  public Builder toBuilder() {
    Builder builder = new Builder(code, reasons);
    builder.node = node;
    builder.role = role;
    builder.detail = detail;
    builder.action = action;
    builder.headers.addAll(headers);
    return builder;
  }

  /** Returns code and reason, for logs. */
  @Override
  public String toString() {
    return code.value() + code.subcodes().toString() + ": " + reason();
  }

  /** Collects the parts of a fault. Not safe for use by several threads. */
  public static final class Builder {
    private final FaultCode code;
    private final List<FaultReason> reasons;
    private @Nullable String node;
    private @Nullable String role;
    private @Nullable XmlContent detail;
    private @Nullable String action;
    private final List<HeaderBlock> headers = new ArrayList<>();

    private Builder(FaultCode code, List<FaultReason> reasons) {
      this.code = code;
      this.reasons = new ArrayList<>(reasons);
    }

    /** Adds an explanation in one more language. */
    public Builder reason(String text, String language) {
      reasons.add(new FaultReason(text, language));
      return this;
    }

    /** Sets the URI of the node that failed; null for none. */
    public Builder node(@Nullable String uri) {
      node = uri;
      return this;
    }

    /** Sets the role that the failing node played; null for none. */
    public Builder role(@Nullable String uri) {
      role = uri;
      return this;
    }

    /**
     * Sets the detail.
     *
     * @param content writes attributes and children of the detail element, such as an {@link
     *     io.steatite.envelope.xml.XmlElement}; null for no detail
     */
    public Builder detail(@Nullable XmlContent content) {
      detail = content;
      return this;
    }

    /** Sets a detail that is one element with text. */
    public Builder detail(QName name, String text) {
      return detail(XmlElement.of(name, text));
    }

    /** Sets the action of messages that carry the fault; null for the default. */
    public Builder action(@Nullable String value) {
      action = value;
      return this;
    }

    /** Adds a header block that is sent with the fault. */
    public Builder header(HeaderBlock block) {
      headers.add(block);
      return this;
    }

    /** Returns the fault collected so far. */
    public Fault build() {
      return new Fault(this);
    }
  }
}
