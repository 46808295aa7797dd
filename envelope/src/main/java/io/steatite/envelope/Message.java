package io.steatite.envelope;

import static io.steatite.envelope.EnvelopeFrame.BARE;

import io.steatite.SteatiteException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A SOAP message: version, header blocks, body, and what is known about it outside of the envelope
 * (its action, and properties that layers and transports attach).
 *
 * <p>A message is a value: each {@code with} method returns a new message that shares body and
 * resources with this one. A received message holds its stream open. Its receiver closes it; the
 * stack closes those that user code leaves open. As long as the body is on the stream, the message
 * belongs to one thread at a time.
 */
public final class Message implements AutoCloseable {
  /** The rest of a message is checked when it is closed if it has at most this many characters. */
  private static final int CHECKED_ON_CLOSE = 1 << 16;

  private final SoapVersion version;
  private final Headers headers;
  private final Body body;
  private final EnvelopeFrame frame;
  private final @Nullable Fault fault;
  private final @Nullable String action;
  private final Map<Class<?>, Object> properties;
  private final MessageSource source;

  private Message(
      SoapVersion version,
      Headers headers,
      Body body,
      EnvelopeFrame frame,
      @Nullable Fault fault,
      @Nullable String action,
      Map<Class<?>, Object> properties,
      MessageSource source) {
    this.version = version;
    this.headers = headers;
    this.body = body;
    this.frame = frame;
    this.fault = fault;
    this.action = action;
    this.properties = properties;
    this.source = source;
  }

  /** Returns a message without header blocks. */
  public static Message of(SoapVersion version, Body body) {
    return new Message(version, Headers.empty(), body, BARE, null, null, Map.of(), () -> {});
  }

  /** Returns an answer to this message: in its version, without header blocks. */
  public Message reply(Body answer) {
    return of(version, answer);
  }

  /**
   * Returns a message that carries a fault, with its header blocks and its action.
   *
   * @throws IllegalArgumentException if the version cannot express the fault
   */
  public static Message of(SoapVersion version, Fault fault) {
    version.faultFormat().check(fault);
    Body body = Body.of(writer -> version.faultFormat().write(fault, version, writer));
    Headers headers = Headers.of(fault.headers());
    String action = fault.action().orElse(null);
    return new Message(version, headers, body, BARE, fault, action, Map.of(), () -> {});
  }

  /**
   * Returns a message that was received.
   *
   * @param source closed with the message
   */
  static Message received(
      SoapVersion version,
      Headers headers,
      Body body,
      EnvelopeFrame frame,
      @Nullable Fault fault,
      MessageSource source) {
    return new Message(version, headers, body, frame, fault, null, Map.of(), source);
  }

  /** Returns the SOAP version of the envelope. */
  public SoapVersion version() {
    return version;
  }

  /** Returns the header blocks. */
  public Headers headers() {
    return headers;
  }

  /** Returns the body. */
  public Body body() {
    return body;
  }

  /**
   * Returns the attributes of the elements of the envelope; none if the message was not received.
   */
  EnvelopeFrame frame() {
    return frame;
  }

  /** Returns the fault that the message carries; empty if it carries none. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Returns whether the message carries a fault. */
  public boolean isFault() {
    return fault != null;
  }

  /**
   * Returns this message if it carries no fault. Otherwise closes it and throws.
   *
   * @throws FaultException if the message carries a fault
   */
  public Message orThrow() {
    if (fault == null) {
      return this;
    }
    Fault received = action == null ? fault : fault.withAction(action);
    FaultException failure = FaultException.received(received, headers);
    property(ReplyContext.class).ifPresent(context -> context.describe(failure));
    try (this) {
      throw failure;
    }
  }

  /**
   * Closes this message, a reply that is refused, together with its connection. The reason learns
   * which call has failed.
   *
   * @param reason why the reply is refused
   * @return the reason, for the caller to throw
   */
  public <E extends SteatiteException> E refuse(E reason) {
    property(ReplyContext.class)
        .ifPresent(
            context -> {
              context.discardConnection();
              context.describe(reason);
            });
    try {
      close();
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  /**
   * Reads and checks the rest of a received message within its limits: the rest of the body, the
   * envelope and the package. So a malformed or truncated message is noticed although only a part
   * of it was used. Content that was handed out but is still on the stream is stored. The rest of a
   * body on the stream cannot be read afterwards.
   *
   * <p>The stack calls this when an operation has returned. Calling it again does nothing, nor does
   * calling it on a message that was not received.
   *
   * @throws MalformedMessageException if the rest is malformed
   * @throws io.steatite.LimitExceededException if it exceeds a limit
   * @throws UncheckedIOException if it cannot be read
   */
  public void requireEnd() {
    try {
      source.requireEnd();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns this message with a {@link #requireEnd()} that also checks another message, out of
   * which this one streams.
   */
  public Message requiringEndOf(Message other) {
    return withSource(
        new FilterSource(source) {
          @Override
          public void requireEnd() throws IOException {
            super.requireEnd();
            other.source.requireEnd();
          }
        });
  }

  /**
   * Returns this message with a {@link #close()} that first checks the rest, as {@link
   * #requireEnd()} does, if the rest has at most 64 KiB and the body was read to the end of its
   * payload. Channels return such replies, so that a client that has read a reply learns that it
   * was truncated.
   */
  public Message checkedWhenClosed() {
    return withSource(
        new FilterSource(source) {
          @Override
          public void close() throws IOException {
            try (source) {
              source.requireEndWithin(CHECKED_ON_CLOSE);
            }
          }
        });
  }

  /**
   * Returns what the sender asks for: {@code wsa:Action}, else the {@code SOAPAction} header field
   * (SOAP 1.1) or the {@code action} parameter (SOAP 1.2). An absent action differs from an empty
   * one.
   */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /**
   * Returns the property of a type that a layer or a transport has attached; empty if there is
   * none.
   */
  public <T> Optional<T> property(Class<T> type) {
    return Optional.ofNullable(type.cast(properties.get(type)));
  }

  /**
   * Returns the SOAP node that processes this message, and so the roles it plays: the node of the
   * dispatcher that received it, else the ultimate receiver.
   */
  public SoapNode node() {
    return property(SoapNode.class).orElse(SoapNode.ULTIMATE_RECEIVER);
  }

  /** Returns this message as another node sees it: {@link Headers#find} prefers its blocks. */
  public Message withNode(SoapNode value) {
    return value.equals(node())
        ? this
        : withHeaders(headers.seenBy(value, version)).withProperty(SoapNode.class, value);
  }

  /** Returns this message with another action; null for none. */
  public Message withAction(@Nullable String value) {
    return Objects.equals(action, value)
        ? this
        : new Message(version, headers, body, frame, fault, value, properties, source);
  }

  /** Returns this message with other header blocks. */
  public Message withHeaders(Headers value) {
    return new Message(version, value, body, frame, fault, action, properties, source);
  }

  /**
   * Returns this message with its body in memory. The body can be read any number of times, also
   * after the message is closed. If the body is on the stream it is taken, so that the body of the
   * original message can no longer be read.
   *
   * @throws XMLStreamException if the content of the body cannot be written to memory
   * @throws IllegalStateException if the body was on the stream and was taken already
   */
  public Message buffer() throws XMLStreamException {
    return new Message(version, headers, body.buffer(), frame, fault, action, properties, source);
  }

  /**
   * Returns this message for use after its exchange has ended: the body is read to its end and kept
   * in memory, properties that are {@link ExchangeBound} are left out.
   *
   * @throws IllegalStateException if the body was taken from the stream already, or its content
   *     cannot be written
   * @throws MalformedMessageException if the rest of the envelope is malformed
   */
  public Message detached() {
    Message buffered;
    try {
      buffered = buffer();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The body of the message cannot be kept in memory", e);
    }
    requireEnd();
    Map<Class<?>, Object> lasting = new HashMap<>(properties);
    lasting.values().removeIf(ExchangeBound.class::isInstance);
    return new Message(version, headers, buffered.body, frame, fault, action, lasting, source);
  }

  /**
   * Returns about how many bytes of memory the message holds: received header blocks, and the body
   * if it is in memory.
   */
  public long retained() {
    return headers.retained() + body.retained();
  }

  /** Returns this message with one more header block. */
  public Message withHeader(HeaderBlock block) {
    return withHeaders(headers.with(block));
  }

  /** Returns this message with a property, which replaces one of the same type. */
  public <T> Message withProperty(Class<T> type, T value) {
    Map<Class<?>, Object> more = new HashMap<>(properties);
    more.put(type, type.cast(value));
    return new Message(version, headers, body, frame, fault, action, more, source);
  }

  /** Returns this message with a further resource, which is closed after the present ones. */
  public Message withResource(Closeable more) {
    return withSource(
        new FilterSource(source) {
          @Override
          public void close() throws IOException {
            try (more) {
              super.close();
            }
          }
        });
  }

  /**
   * Returns this message, whose {@link #close()} does nothing: to send it on while the stack that
   * received it still reads it to its end and closes it.
   */
  public Message leftOpen() {
    return withSource(
        new FilterSource(source) {
          @Override
          public void close() {}
        });
  }

  private Message withSource(MessageSource value) {
    return new Message(version, headers, body, frame, fault, action, properties, value);
  }

  /**
   * Releases the stream and the temporary files of a received message. Closing again does nothing.
   *
   * @throws UncheckedIOException if the stream cannot be closed
   * @throws MalformedMessageException if this is the reply of a channel, was read to the end of its
   *     payload, and its rest is malformed
   */
  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns version, payload or fault, action and header blocks, for logs. */
  @Override
  public String toString() {
    return version
        + (fault != null
            ? " fault " + fault
            : " " + body.payload().map(Object::toString).orElse(""))
        + (action == null ? "" : " action=" + action)
        + " headers="
        + headers;
  }
}
