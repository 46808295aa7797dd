package io.steatite.transport.http;

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
  private final HttpHeaders headers = new HttpHeaders();
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

  /** The header fields; frozen once they are sent. */
  public HttpHeaders headers() {
    return headers;
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
    headers.freeze();
  }

  private void checkNotSent() {
    if (sent) {
      throw new IllegalStateException("The head of the response has been sent already");
    }
  }

  /** Status and field names, for logs. */
  @Override
  public String toString() {
    return status + " " + headers;
  }
}
