package io.steatite.envelope;

import static io.steatite.envelope.EnvelopeFrame.BARE;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
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
  private final SoapVersion version;
  private final Headers headers;
  private final Body body;
  private final EnvelopeFrame frame;
  private final @Nullable Fault fault;
  private final @Nullable String action;
  private final Map<Class<?>, Object> properties;
  private final Closeable resources;

  private Message(
      SoapVersion version,
      Headers headers,
      Body body,
      EnvelopeFrame frame,
      @Nullable Fault fault,
      @Nullable String action,
      Map<Class<?>, Object> properties,
      Closeable resources) {
    this.version = version;
    this.headers = headers;
    this.body = body;
    this.frame = frame;
    this.fault = fault;
    this.action = action;
    this.properties = properties;
    this.resources = resources;
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
   * A message that carries a fault, with the header blocks that belong to it.
   *
   * @throws IllegalArgumentException if the version does not allow such a fault
   */
  public static Message of(SoapVersion version, Fault fault) {
    version.faultFormat().check(fault);
    Body body = Body.of(writer -> version.faultFormat().write(fault, version, writer));
    Headers headers = Headers.of(fault.headers());
    return new Message(version, headers, body, BARE, fault, null, Map.of(), () -> {});
  }

  /** A message as it came, with what must be closed after it. */
  static Message received(
      SoapVersion version,
      Headers headers,
      Body body,
      EnvelopeFrame frame,
      @Nullable Fault fault,
      Closeable resources) {
    return new Message(version, headers, body, frame, fault, null, Map.of(), resources);
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
    close();
    throw FaultException.received(fault, headers);
  }

  /**
   * Reads on from the end of the payload to the end of the envelope, so that a message cut off
   * there or followed by something else is not taken for a good one. Does nothing if the body is in
   * memory, or if its reader has not come to the end of the payload.
   *
   * <p>The stack does so for requests once their operation has read them.
   *
   * @throws MalformedMessageException if the envelope does not end as it should
   */
  public void requireEnd() {
    if (body instanceof StreamedBody streamed) {
      streamed.requireEnd();
    }
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

  /** This message with another action; null for none. */
  public Message withAction(@Nullable String value) {
    return new Message(version, headers, body, frame, fault, value, properties, resources);
  }

  /** This message with other headers. */
  public Message withHeaders(Headers value) {
    return new Message(version, value, body, frame, fault, action, properties, resources);
  }

  /**
   * This message with its body in memory: it can be read any number of times, also after it was
   * closed. A body on the stream is taken for that, so this message's own is gone.
   *
   * @throws XMLStreamException if the body cannot be written for reading
   * @throws IllegalStateException if the body was on the stream and somebody took it
   */
  public Message buffer() throws XMLStreamException {
    return new Message(
        version, headers, body.buffer(), frame, fault, action, properties, resources);
  }

  /**
   * This message for whoever goes on with it after its exchange has ended: its body read to the end
   * and in memory, without properties that are {@link ExchangeBound}.
   *
   * @throws XMLStreamException if the body cannot be written for reading
   * @throws IllegalStateException if the body was on the stream and somebody took it
   * @throws MalformedMessageException if the envelope does not end as it should
   */
  public Message detached() throws XMLStreamException {
    Message buffered = buffer();
    requireEnd();
    Map<Class<?>, Object> lasting = new HashMap<>(properties);
    lasting.values().removeIf(ExchangeBound.class::isInstance);
    return new Message(version, headers, buffered.body, frame, fault, action, lasting, resources);
  }

  /** This message with one more header block. */
  public Message withHeader(HeaderBlock block) {
    return withHeaders(headers.with(block));
  }

  /** This message with a property, in place of one of the same type. */
  public <T> Message withProperty(Class<T> type, T value) {
    Map<Class<?>, Object> more = new HashMap<>(properties);
    more.put(type, type.cast(value));
    return new Message(version, headers, body, frame, fault, action, more, resources);
  }

  /** This message, whose closing closes something more, after what it closes now. */
  public Message withResource(Closeable more) {
    Closeable both =
        () -> {
          try (more) {
            resources.close();
          }
        };
    return new Message(version, headers, body, frame, fault, action, properties, both);
  }

  /**
   * Releases the stream and the temporary files of a received message. May be called again.
   *
   * @throws UncheckedIOException if the stream cannot be closed
   */
  @Override
  public void close() {
    try {
      resources.close();
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
