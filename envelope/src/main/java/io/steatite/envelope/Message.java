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
 * A SOAP message: version, header blocks, body, and what is said about it outside of the envelope
 * (its action, and properties that layers attach).
 *
 * <p>A message is a value: each {@code with} makes a new one that shares the body and what has to
 * be closed. A received message holds its stream open; who received it closes it (the stack does so
 * where user code does not). As long as its body is on the stream a message belongs to one thread.
 */
public final class Message implements AutoCloseable {
  /** What is left of a message at most, in characters, to be checked when it is closed. */
  private static final int LITTLE = 1 << 16;

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

  /** A message without headers. */
  public static Message of(SoapVersion version, Body body) {
    return new Message(version, Headers.empty(), body, BARE, null, null, Map.of(), () -> {});
  }

  /** An answer to this message, in its version, without headers. */
  public Message reply(Body answer) {
    return of(version, answer);
  }

  /**
   * Returns a message that carries a fault, with its header blocks and its action.
   *
   * @throws IllegalArgumentException if the version does not allow such a fault
   */
  public static Message of(SoapVersion version, Fault fault) {
    version.faultFormat().check(fault);
    Body body = Body.of(writer -> version.faultFormat().write(fault, version, writer));
    Headers headers = Headers.of(fault.headers());
    String action = fault.action().orElse(null);
    return new Message(version, headers, body, BARE, fault, action, Map.of(), () -> {});
  }

  /** A message as it came, with what must be closed after it. */
  static Message received(
      SoapVersion version,
      Headers headers,
      Body body,
      EnvelopeFrame frame,
      @Nullable Fault fault,
      MessageSource source) {
    return new Message(version, headers, body, frame, fault, null, Map.of(), source);
  }

  /** The version of its envelope. */
  public SoapVersion version() {
    return version;
  }

  /** Its header blocks. */
  public Headers headers() {
    return headers;
  }

  /** What is in its body. */
  public Body body() {
    return body;
  }

  /** What stands on the elements of its envelope, if it was received. */
  EnvelopeFrame frame() {
    return frame;
  }

  /** The fault it carries, if it carries one. */
  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Whether it carries a fault. */
  public boolean isFault() {
    return fault != null;
  }

  /**
   * This message, unless it carries a fault.
   *
   * @throws FaultException if it carries a fault, as one received; the message is closed then
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
   * Closes this message, a reply that is refused, together with its connection.
   *
   * @param reason why; learns which call it ends
   * @return the reason, to be thrown
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
   * Reads everything that is left of a received message, within its limits, and checks it: the rest
   * of the body and of the envelope, of a package too. So a message that is malformed or cut off is
   * not taken for a good one, however little of it was used. What was handed out but is still on
   * the stream is stored. The rest of a body that is still on the stream cannot be read afterwards.
   *
   * <p>The stack does so when an operation has returned. Doing it again changes nothing; on a
   * message that was not received it does nothing.
   *
   * @throws MalformedMessageException if the message does not go on and end as it should
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
   * This message, whose {@link #requireEnd()} checks another one too: the one out of which this one
   * streams.
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
   * This message, whose {@link #close()} first checks what is left, as {@link #requireEnd()} does,
   * if that is no more than 64 KiB and its body was read to the end of its payload. Channels make
   * replies of this kind: a client that has read its answer learns that the message was cut off.
   */
  public Message checkedWhenClosed() {
    return withSource(
        new FilterSource(source) {
          @Override
          public void close() throws IOException {
            try (source) {
              source.requireEndWithin(LITTLE);
            }
          }
        });
  }

  /**
   * What the sender wants done with it: {@code wsa:Action}, else the {@code SOAPAction} header
   * (SOAP 1.1) or the {@code action} parameter (SOAP 1.2). Absent and empty differ.
   */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** A property that a layer or a transport attached. */
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

  /** This message with another action; null for none. */
  public Message withAction(@Nullable String value) {
    return Objects.equals(action, value)
        ? this
        : new Message(version, headers, body, frame, fault, value, properties, source);
  }

  /** This message with other headers. */
  public Message withHeaders(Headers value) {
    return new Message(version, value, body, frame, fault, action, properties, source);
  }

  /**
   * This message with its body in memory: it can be read any number of times, also after it was
   * closed. A body on the stream is taken for that, so this message's own is gone.
   *
   * @throws XMLStreamException if the body cannot be written for reading
   * @throws IllegalStateException if the body was on the stream and somebody took it
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
   * About how many bytes of memory the message holds: its header blocks, if it was received, and
   * its body, if it is in memory.
   */
  public long retained() {
    return headers.retained() + body.retained();
  }

  /** This message with one more header block. */
  public Message withHeader(HeaderBlock block) {
    return withHeaders(headers.with(block));
  }

  /** This message with a property, in place of one of the same type. */
  public <T> Message withProperty(Class<T> type, T value) {
    Map<Class<?>, Object> more = new HashMap<>(properties);
    more.put(type, type.cast(value));
    return new Message(version, headers, body, frame, fault, action, more, source);
  }

  /** This message, whose closing closes something more, after what it closes now. */
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
   * Releases the stream and the temporary files of a received message. May be called again.
   *
   * @throws UncheckedIOException if the stream cannot be closed
   * @throws MalformedMessageException if the reply of a channel was read to the end of its payload
   *     and does not go on and end as it should
   */
  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Version, action, headers and payload, for logs. */
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
