package io.steatite.envelope.stack;

import io.steatite.envelope.Forwarding;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.MustUnderstand;
import io.steatite.envelope.SoapNode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a service: which messages select it, whether it answers them, which header
 * blocks it understands, and the code that it runs.
 *
 * <p>A message selects an operation by its action, by the first element of its body, or because no
 * other operation of the {@link Dispatcher} takes it. Immutable. The code must be safe for use by
 * several threads.
 */
public final class Operation {
  /** Code that answers a request. */
  @FunctionalInterface
  public interface RequestReply {
    /**
     * Answers a request. The stack closes the request after the reply was sent.
     *
     * @return the reply; {@link Message#reply} makes one in the version of the request
     * @throws Exception if the request cannot be answered; the fault of a {@code FaultException} is
     *     sent, any other exception is logged and becomes a Receiver fault without details
     */
    Message invoke(Message request) throws Exception;
  }

  /** Code that takes a one-way message. */
  @FunctionalInterface
  public interface OneWay {
    /**
     * Takes a message. The stack closes the message afterwards.
     *
     * @throws Exception if the message cannot be processed; it is logged, the sender does not learn
     *     of it (rule B3314)
     */
    void invoke(Message message) throws Exception;
  }

  /** Code of an intermediary. */
  @FunctionalInterface
  public interface Forward {
    /**
     * Sends a message on to the next node.
     *
     * @param received the message with all header blocks that it was received with
     * @param message the message to send on: {@code received} without the blocks that this node
     *     removes. Both share one body, which can be read once. Closing it has no effect; the stack
     *     closes {@code received}
     * @return what comes back, which may carry a fault; empty if the next node accepted the message
     *     without a reply
     * @throws Exception as in {@link RequestReply#invoke}
     */
    Optional<Message> invoke(Message received, Message message) throws Exception;
  }

  /** What runs: returns null if nothing is sent back. */
  @FunctionalInterface
  private interface Code {
    @Nullable Message invoke(Operation operation, Message request) throws Exception;
  }

  private final @Nullable String action;
  private final @Nullable QName payload;
  private final @Nullable String replyAction;
  private final boolean oneWay;
  private final Set<QName> understood;
  private final Code code;

  private Operation(
      @Nullable String action,
      @Nullable QName payload,
      @Nullable String replyAction,
      boolean oneWay,
      Set<QName> understood,
      Code code) {
    this.action = action;
    this.payload = payload;
    this.replyAction = replyAction;
    this.oneWay = oneWay;
    this.understood = understood;
    this.code = code;
  }

  /**
   * Returns an operation that answers messages with that action. The action of its replies is the
   * same with "Response" at its end.
   *
   * @throws IllegalArgumentException if the action is empty
   */
  public static Operation requestReply(String action, RequestReply code) {
    checkAction(action);
    return new Operation(action, null, action + "Response", false, Set.of(), answering(code));
  }

  /**
   * Returns an operation that answers messages whose body starts with that element, whatever their
   * action, unless another operation has that action. The action of its replies is that of the
   * request with "Response" at its end.
   */
  public static Operation requestReply(QName payload, RequestReply code) {
    return new Operation(null, payload, null, false, Set.of(), answering(code));
  }

  /** Returns an operation that answers all messages that no other operation takes. */
  public static Operation requestReply(RequestReply code) {
    return new Operation(null, null, null, false, Set.of(), answering(code));
  }

  /**
   * Returns an operation that takes messages with that action and does not answer.
   *
   * @throws IllegalArgumentException if the action is empty
   */
  public static Operation oneWay(String action, OneWay code) {
    checkAction(action);
    return new Operation(action, null, null, true, Set.of(), discarding(code));
  }

  /**
   * Returns an operation that takes messages whose body starts with that element, whatever their
   * action, unless another operation has that action. It does not answer.
   */
  public static Operation oneWay(QName payload, OneWay code) {
    return new Operation(null, payload, null, true, Set.of(), discarding(code));
  }

  /** Returns an operation that takes all messages that no other operation takes, without answer. */
  public static Operation oneWay(OneWay code) {
    return new Operation(null, null, null, true, Set.of(), discarding(code));
  }

  /**
   * Returns the operation of an intermediary, which forwards all messages that no other operation
   * takes, and returns the replies (SOAP 1.2 Part 1 section 2.7, see {@link Forwarding}). Header
   * blocks for this node are removed both ways, except relayable ones that the operation does not
   * understand.
   *
   * <p>The {@link Dispatcher} says which node it is, with {@link Dispatcher#withNode}. Mandatory
   * blocks for the node that the operation does not understand are refused, in replies too.
   */
  public static Operation forwarding(Forward next) {
    return new Operation(
        null,
        null,
        null,
        false,
        Set.of(),
        (operation, request) -> operation.forward(request, next));
  }

  private static void checkAction(String action) {
    if (action.isEmpty()) {
      throw new IllegalArgumentException(
          "An action must not be empty: to select an operation by the first element of the body,"
              + " give the name of that element");
    }
  }

  private static Code answering(RequestReply code) {
    return (operation, request) ->
        Objects.requireNonNull(code.invoke(request), "The operation returned no reply");
  }

  private static Code discarding(OneWay code) {
    return (operation, message) -> {
      code.invoke(message);
      return null;
    };
  }

  private @Nullable Message forward(Message request, Forward next) throws Exception {
    SoapNode node = request.node();
    Message reply = next.invoke(request, withoutOurs(request.leftOpen(), node)).orElse(null);
    if (reply == null) {
      return null;
    }
    List<HeaderBlock> unknown = MustUnderstand.notUnderstood(reply, node, this::understands);
    if (!unknown.isEmpty()) {
      throw reply.refuse(new NotUnderstoodException(unknown, reply));
    }
    return withoutOurs(reply, node);
  }

  private Message withoutOurs(Message message, SoapNode node) {
    return Forwarding.of(message, node, block -> understands(block.name()));
  }

  /**
   * Returns this operation, for messages whose body starts with that element only. A message
   * without action selects it by that element. A message with its action but another element is
   * refused.
   */
  public Operation withPayload(QName value) {
    return new Operation(action, value, replyAction, oneWay, understood, code);
  }

  /** Returns this operation with another action for its replies. */
  public Operation withReplyAction(String value) {
    return new Operation(action, payload, value, oneWay, understood, code);
  }

  /** Returns this operation, whose code understands header blocks of these names too (B1111). */
  public Operation withUnderstood(QName... headers) {
    Set<QName> more = new HashSet<>(understood);
    more.addAll(List.of(headers));
    return new Operation(action, payload, replyAction, oneWay, Set.copyOf(more), code);
  }

  /** Returns the action that selects the operation, if it has one. */
  public Optional<String> action() {
    return Optional.ofNullable(action);
  }

  /** Returns the first element in the body of its messages, if only one is taken. */
  public Optional<QName> payload() {
    return Optional.ofNullable(payload);
  }

  /** Returns the action of its replies, if it is known without a request. */
  public Optional<String> replyAction() {
    return Optional.ofNullable(replyAction);
  }

  /** Returns whether it never answers. */
  public boolean isOneWay() {
    return oneWay;
  }

  /** Returns whether its code understands header blocks of that name. */
  public boolean understands(QName header) {
    return understood.contains(header);
  }

  /** Runs the code; returns null if nothing is sent back. */
  @Nullable Message invoke(Message request) throws Exception {
    return code.invoke(this, request);
  }

  /** Returns what selects it, and whether it is one-way. */
  @Override
  public String toString() {
    String selector =
        action != null ? action : payload != null ? payload.toString() : "any other message";
    return (oneWay ? "one-way " : "") + selector;
  }
}
