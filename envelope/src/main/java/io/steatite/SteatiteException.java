package io.steatite;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions of this library, but for {@link java.io.IOException}s of plain streams
 * and for wrong arguments. Catch it to handle every failed call in one place: {@link #kind} tells
 * whose doing the failure is, {@link #isRequestSent} whether the peer may have seen the request.
 *
 * <p>What only some failures have is a detail, found by its type: the fault that was received, the
 * head of the HTTP response, the reply that was refused. Subclasses have accessors for theirs.
 *
 * <p>Belongs to the thread that throws or catches it.
 */
public class SteatiteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Whose doing a failure is. */
  public enum Kind {
    /** The message is wrong: its sender has to change it. */
    SENDER,
    /** The message is right, but its receiver cannot process it now. */
    RECEIVER,
    /** Network, HTTP or TLS failed between the two. */
    TRANSPORT,
    /** This program: its configuration, or the way it uses the library. */
    LOCAL
  }

  private final Kind kind;
  private final transient Map<Class<?>, Object> details = new HashMap<>();
  private transient @Nullable URI endpoint;
  private @Nullable String action;
  private boolean requestSent;

  /**
   * Makes an exception without a call. {@link #during} adds the call once it is known.
   *
   * @param message what was found, what was expected, and which rule or setting decides
   */
  protected SteatiteException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Whose doing it is. */
  public Kind kind() {
    return kind;
  }

  /** The address that was called, if a call failed. */
  public Optional<URI> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** The action of the request, if a call failed and the request had one. */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** Whether the peer may have received a part of the request. False if no call failed. */
  public boolean isRequestSent() {
    return requestSent;
  }

  /** Something that only some failures have, such as the fault received. */
  public <T> Optional<T> detail(Class<T> type) {
    return details == null ? Optional.empty() : Optional.ofNullable(type.cast(details.get(type)));
  }

  /**
   * Adds a detail, in place of one of the same type. For those who throw it, and for transports.
   */
  public final <T> void addDetail(Class<T> type, T value) {
    details.put(type, type.cast(value));
  }

  /**
   * Says which call failed, unless that is known already. For transports.
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

  /** What went wrong, and in which call. */
  @Override
  public String getMessage() {
    String what = String.valueOf(super.getMessage());
    return endpoint == null
        ? what
        : what + " (" + endpoint + (action == null ? "" : ", action " + action) + ')';
  }
}
