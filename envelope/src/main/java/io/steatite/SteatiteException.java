package io.steatite;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of the exceptions of this library. Catch it to handle every failed call in one place:
 * {@link #kind} tells who has to act, {@link #isRequestSent} whether the peer may have received the
 * request. Not in this family are {@link java.io.IOException}s of streams, and the exceptions for
 * wrong arguments.
 *
 * <p>An exception may carry details, which are found by their type: the fault that was received,
 * the head of the HTTP response, the reply that was refused. Subclasses have accessors for theirs.
 *
 * <p>Belongs to the thread that throws or catches it.
 */
public class SteatiteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Who has to act on a failure. */
  public enum Kind {
    /** The message is wrong. Its sender has to change it. */
    SENDER,
    /** The message is right, but its receiver cannot process it now. */
    RECEIVER,
    /** The network, HTTP or TLS failed between sender and receiver. */
    TRANSPORT,
    /** This program failed: its configuration, or the way it uses the library, is wrong. */
    LOCAL
  }

  private final Kind kind;
  private final transient Map<Class<?>, Object> details = new HashMap<>();
  private transient @Nullable URI endpoint;
  private @Nullable String action;
  private boolean requestSent;

  /**
   * Makes an exception that names no call. A transport adds the call with {@link #during}.
   *
   * @param message what was found, what was expected, and which rule or setting decides
   */
  protected SteatiteException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Returns who has to act on the failure. */
  public Kind kind() {
    return kind;
  }

  /** Returns the address that was called; empty if no call failed. */
  public Optional<URI> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** Returns the action of the request; empty if no call failed or the request had none. */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** Returns whether the peer may have received a part of the request. False if no call failed. */
  public boolean isRequestSent() {
    return requestSent;
  }

  /**
   * Returns a detail that only some failures have, such as the fault received; empty if there is
   * none of that type.
   */
  public <T> Optional<T> detail(Class<T> type) {
    return details == null ? Optional.empty() : Optional.ofNullable(type.cast(details.get(type)));
  }

  /**
   * Adds a detail, and replaces one of the same type. Called by the code that throws the exception,
   * and by transports.
   */
  public final <T> void addDetail(Class<T> type, T value) {
    details.put(type, type.cast(value));
  }

  /**
   * Records which call failed, unless that is recorded already. Called by transports.
   *
   * @param address without user, password and query
   * @param requestAction the action of the request; null if it has none
   * @param sent whether the peer may have received a part of the request
   */
  public final void during(URI address, @Nullable String requestAction, boolean sent) {
    if (endpoint == null) {
      endpoint = address;
      action = requestAction;
      requestSent = sent;
    }
  }

  /** Returns what went wrong, followed by the endpoint and action of the call if one failed. */
  @Override
  public String getMessage() {
    String what = String.valueOf(super.getMessage());
    return endpoint == null
        ? what
        : what + " (" + endpoint + (action == null ? "" : ", action " + action) + ')';
  }
}
