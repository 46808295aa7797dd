package io.steatite.envelope;

import io.steatite.SteatiteException;
import io.steatite.UnreadableMessageException;
import io.steatite.envelope.xml.XmlContent;
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
 * section 5.4). It is the value every failure becomes; {@link #asException()} and {@code
 * FaultMapper} are the two bridges between it and Java's exceptions.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class Fault {
  private final FaultCode code;
  private final List<FaultReason> reasons;
  private final @Nullable String node;
  private final @Nullable String role;
  private final @Nullable XmlContent detail;
  private final List<HeaderBlock> headers;

  private Fault(Builder builder) {
    code = builder.code;
    reasons = List.copyOf(builder.reasons);
    node = builder.node;
    role = builder.role;
    detail = builder.detail;
    headers = List.copyOf(builder.headers);
  }

  /** A fault about a wrong message, explained in English. */
  public static Fault sender(String reason) {
    return builder(FaultCode.SENDER, reason).build();
  }

  /** A fault about failed processing, explained in English. */
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

  /** A builder for a fault with that code and an explanation in English. */
  public static Builder builder(FaultCode code, String reason) {
    return new Builder(code, List.of(FaultReason.english(reason)));
  }

  /** A builder for a fault with that code and explanations in several languages, at least one. */
  public static Builder builder(FaultCode code, List<FaultReason> reasons) {
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("A fault needs a reason (SOAP 1.2 Part 1 section 5.4.2)");
    }
    return new Builder(code, reasons);
  }

  /** Whose fault it is, and why. */
  public FaultCode code() {
    return code;
  }

  /** The explanation in the first language. */
  public String reason() {
    return reasons.get(0).text();
  }

  /** The explanations; SOAP 1.1 carries the first one only. */
  public List<FaultReason> reasons() {
    return reasons;
  }

  /** Which node failed, if it says so; {@code faultactor} in SOAP 1.1, read as the role. */
  public Optional<String> node() {
    return Optional.ofNullable(node);
  }

  /** The role the failing node played, if it says so; {@code faultactor} if there is no node. */
  public Optional<String> role() {
    return Optional.ofNullable(role);
  }

  /** What writes the children (and attributes) of the detail element, if there is a detail. */
  public Optional<XmlContent> detail() {
    return Optional.ofNullable(detail);
  }

  /** The detail, to be read; a detail that was not received is written out first. */
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

  /** The attributes of the detail other than those of SOAP; none if the fault was made here. */
  public Map<QName, String> detailAttributes() {
    return detail instanceof FaultDetail received ? received.attributes() : Map.of();
  }

  /** Header blocks that travel with the fault, such as NotUnderstood; none if it was received. */
  public List<HeaderBlock> headers() {
    return headers;
  }

  /** The exception that carries this fault, to answer with it. */
  public FaultException asException() {
    return new FaultException(this, null);
  }

  /** A builder that starts from this fault. */
  public Builder toBuilder() {
    Builder builder = new Builder(code, reasons);
    builder.node = node;
    builder.role = role;
    builder.detail = detail;
    builder.headers.addAll(headers);
    return builder;
  }

  /** Code and reason, for logs. */
  @Override
  public String toString() {
    return code.value() + code.subcodes().toString() + ": " + reason();
  }

  /** Collects what a fault says; not safe for use by several threads. */
  public static final class Builder {
    private final FaultCode code;
    private final List<FaultReason> reasons;
    private @Nullable String node;
    private @Nullable String role;
    private @Nullable XmlContent detail;
    private final List<HeaderBlock> headers = new ArrayList<>();

    private Builder(FaultCode code, List<FaultReason> reasons) {
      this.code = code;
      this.reasons = new ArrayList<>(reasons);
    }

    /** Explains in one more language. */
    public Builder reason(String text, String language) {
      reasons.add(new FaultReason(text, language));
      return this;
    }

    /** Says which node failed. */
    public Builder node(@Nullable String uri) {
      node = uri;
      return this;
    }

    /** Says which role the failing node played. */
    public Builder role(@Nullable String uri) {
      role = uri;
      return this;
    }

    /** Adds application data: what writes attributes and children of the detail element. */
    public Builder detail(@Nullable XmlContent content) {
      detail = content;
      return this;
    }

    /** Adds a detail that is one element with text. */
    public Builder detail(QName name, String text) {
      return detail(writer -> Body.of(name, text).writeTo(writer));
    }

    /** Adds a header block that travels with the fault. */
    public Builder header(HeaderBlock block) {
      headers.add(block);
      return this;
    }

    /** The fault collected so far. */
    public Fault build() {
      return new Fault(this);
    }
  }
}
