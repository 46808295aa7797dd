package io.steatite.transport.http;

import io.steatite.envelope.encoding.OutgoingEntity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a response says before its body. Can be changed until the first byte of the body is written;
 * changing it later is an error, as nobody would ever see the change.
 *
 * <p>Belongs to the thread that handles the exchange.
 */
public final class ResponseHead {
  private final HttpFields.Builder fields = HttpFields.builder();
  private final Deque<Consumer<ResponseHead>> callbacks = new ArrayDeque<>();
  private int status = 200;
  private @Nullable String reason;
  private boolean sent;

  /** The head of a response that so far is a plain 200. */
  public ResponseHead() {}

  /** The status code. */
  public int status() {
    return status;
  }

  /**
   * Decides the status code.
   *
   * @throws IllegalArgumentException unless it is between 200 and 599
   * @throws IllegalStateException if the head has been sent
   */
  public ResponseHead status(int code) {
    checkNotSent();
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("Not the status of a response: " + code);
    }
    status = code;
    return this;
  }

  /** The reason phrase, if one was chosen. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * Chooses a reason phrase. A hint: HTTP/2 has none, and some servers know only their own.
   *
   * @throws IllegalStateException if the head has been sent
   */
  public ResponseHead reason(String phrase) {
    checkNotSent();
    reason = phrase;
    return this;
  }

  /** Returns the header fields as they are now. */
  public HttpFields headers() {
    return fields.build();
  }

  /**
   * Gives a header field this value only.
   *
   * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
   * @throws IllegalStateException if the head has been sent
   */
  public ResponseHead set(String name, String value) {
    checkNotSent();
    fields.set(name, value);
    return this;
  }

  /**
   * Gives a header field one more value, on a line of its own.
   *
   * @throws IllegalArgumentException if the name is no token, or CR, LF or NUL is in the value
   * @throws IllegalStateException if the head has been sent
   */
  public ResponseHead add(String name, String value) {
    checkNotSent();
    fields.add(name, value);
    return this;
  }

  /**
   * Removes a header field, if it is there.
   *
   * @throws IllegalStateException if the head has been sent
   */
  public ResponseHead remove(String name) {
    checkNotSent();
    fields.remove(name);
    return this;
  }

  /**
   * Removes every header field that describes a body, for a response without one.
   *
   * @throws IllegalStateException if the head has been sent
   */
  public ResponseHead forgetBody() {
    checkNotSent();
    fields.removeBody();
    return this;
  }

  /**
   * Describes the body that follows, in place of another one.
   *
   * @throws IllegalStateException if the head has been sent
   */
  ResponseHead describe(OutgoingEntity entity) {
    checkNotSent();
    fields.describe(entity);
    return this;
  }

  /**
   * Has something done just before the head is sent, when it may still be changed. What was
   * registered last is done first, as middleware unwinds.
   *
   * @throws IllegalStateException if the head has been sent
   */
  public ResponseHead onSending(Consumer<ResponseHead> callback) {
    checkNotSent();
    callbacks.push(callback);
    return this;
  }

  /** Whether it is on its way, and can no longer be changed. */
  public boolean isSent() {
    return sent;
  }

  /**
   * For adapters, at the first byte of the body or at the end of an exchange without body: runs the
   * callbacks and closes the head against changes.
   *
   * @throws IllegalStateException if that happened before
   */
  public void send() {
    checkNotSent();
    while (!callbacks.isEmpty()) {
      callbacks.pop().accept(this);
    }
    sent = true;
  }

  private void checkNotSent() {
    if (sent) {
      throw new IllegalStateException("The head of the response has been sent already");
    }
  }

  /** Status and field names, for logs. */
  @Override
  public String toString() {
    return status + " " + headers();
  }
}
