package io.steatite.envelope.stack;

import io.steatite.envelope.Message;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Something a service does: how it is asked for, whether it answers, which header blocks it
 * understands, and the code that does it. Immutable; the code must be safe for use by several
 * threads.
 */
public final class Operation {
  /** Code that answers a request. */
  @FunctionalInterface
  public interface RequestReply {
    /**
     * Answers a request. The stack closes the request after the reply was sent.
     *
     * @throws Exception whatever goes wrong; a FaultException decides what the caller sees
     */
    Message invoke(Message request) throws Exception;
  }

  /** Code that takes a one-way message. */
  @FunctionalInterface
  public interface OneWay {
    /**
     * Takes a message. The stack closes it.
     *
     * @throws Exception whatever goes wrong; the sender never learns of it (rule B3314)
     */
    void invoke(Message message) throws Exception;
  }

  private final @Nullable String action;
  private final @Nullable QName payload;
  private final @Nullable String replyAction;
  private final boolean oneWay;
  private final Set<QName> understood;
  private final RequestReply code;

  private Operation(
      @Nullable String action,
      @Nullable QName payload,
      @Nullable String replyAction,
      boolean oneWay,
      Set<QName> understood,
      RequestReply code) {
    this.action = action;
    this.payload = payload;
    this.replyAction = replyAction;
    this.oneWay = oneWay;
    this.understood = understood;
    this.code = code;
  }

  /**
   * An operation that answers messages with that action; its replies have the action + Response.
   */
  public static Operation requestReply(String action, RequestReply code) {
    return new Operation(action, null, action + "Response", false, Set.of(), code);
  }

  /** An operation that takes messages with that action and does not answer. */
  public static Operation oneWay(String action, OneWay code) {
    return new Operation(action, null, null, true, Set.of(), discarding(code));
  }

  private static RequestReply discarding(OneWay code) {
    return message -> {
      code.invoke(message);
      return message;
    };
  }

  /**
   * This operation, for messages with that first element in the body only. A message without action
   * is dispatched by it; a message with the action, but with another element, is refused.
   */
  public Operation withPayload(QName value) {
    return new Operation(action, value, replyAction, oneWay, understood, code);
  }

  /** This operation with another action for its replies. */
  public Operation withReplyAction(String value) {
    return new Operation(action, payload, value, oneWay, understood, code);
  }

  /** This operation, declaring that its code understands header blocks of these names (B1111). */
  public Operation understanding(QName... headers) {
    Set<QName> more = new HashSet<>(understood);
    more.addAll(Set.of(headers));
    return new Operation(action, payload, replyAction, oneWay, Set.copyOf(more), code);
  }

  /** The action of messages for it. */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** The first element in the body of messages for it. */
  public Optional<QName> payload() {
    return Optional.ofNullable(payload);
  }

  /** The action of its replies. */
  public Optional<String> replyAction() {
    return Optional.ofNullable(replyAction);
  }

  /** Whether it never answers. */
  public boolean isOneWay() {
    return oneWay;
  }

  /** Whether its code understands header blocks of that name. */
  public boolean understands(QName header) {
    return understood.contains(header);
  }

  Message invoke(Message request) throws Exception {
    return code.invoke(request);
  }

  /** Its action, and whether it is one-way. */
  @Override
  public String toString() {
    return (oneWay ? "one-way " : "") + (action != null ? action : payload);
  }
}
