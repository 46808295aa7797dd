package io.steatite.envelope.stack;

import io.steatite.ResourceAccount;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import io.steatite.internal.LogText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way up the inbound pipeline, with what transport and layers know about it. Each
 * layer passes on an exchange that knows more.
 *
 * <p>Immutable; belongs to one thread at a time as its request does.
 */
public final class MessageExchange {
  private static final Duration DEFAULT_TIME = Duration.ofMinutes(1);

  private final Message request;
  private final SoapNode node;
  private final Deadline deadline;
  private final @Nullable URI receivedAt;
  private final List<DispatchCheck> checks;
  private final ResourceAccount account;
  private final Supplier<String> origin;
  private final BooleanSupplier cut;

  private MessageExchange(
      Message request,
      SoapNode node,
      Deadline deadline,
      @Nullable URI receivedAt,
      List<DispatchCheck> checks,
      ResourceAccount account,
      Supplier<String> origin,
      BooleanSupplier cut) {
    this.request = request;
    this.node = node;
    this.deadline = deadline;
    this.receivedAt = receivedAt;
    this.checks = checks;
    this.account = account;
    this.origin = origin;
    this.cut = cut;
  }

  /** Returns an exchange for a request, with a deadline in one minute and an unlimited account. */
  public static MessageExchange of(Message request) {
    return new MessageExchange(
        request,
        SoapNode.ULTIMATE_RECEIVER,
        Deadline.after(DEFAULT_TIME),
        null,
        List.of(),
        ResourceAccount.unlimited(),
        () -> "request",
        () -> false);
  }

  /** Returns the request. */
  public Message request() {
    return request;
  }

  /**
   * Returns the node that processes the request. It decides which header blocks are targeted at us.
   */
  public SoapNode node() {
    return node;
  }

  /** Returns the deadline of the exchange. */
  public Deadline deadline() {
    return deadline;
  }

  /**
   * Returns the address at which the transport received the request; empty if it does not know it.
   */
  public Optional<URI> receivedAt() {
    return Optional.ofNullable(receivedAt);
  }

  /**
   * Returns the checks that layers left for the dispatcher, in the order in which they were added.
   */
  public List<DispatchCheck> checks() {
    return checks;
  }

  /**
   * Returns the account for the memory and disk space that the exchange holds; unlimited if the
   * transport has none.
   */
  public ResourceAccount account() {
    return account;
  }

  /**
   * Returns the origin of the request for one line of a log: what the transport knows about it, its
   * action, and labels of layers. Text from the peer is escaped.
   */
  public String origin() {
    return origin.get() + request.action().map(a -> ", action " + LogText.of(a)).orElse("");
  }

  /**
   * Returns whether reading the request from the transport has failed, because the peer or the
   * network ended the connection too early. Later failures are then a consequence of that. False if
   * the transport does not tell.
   */
  public boolean isCut() {
    return cut.getAsBoolean();
  }

  /** Returns this exchange with another account. */
  public MessageExchange withAccount(ResourceAccount value) {
    return new MessageExchange(request, node, deadline, receivedAt, checks, value, origin, cut);
  }

  /** Returns this exchange with a request that a layer has changed. */
  public MessageExchange withRequest(Message value) {
    return new MessageExchange(value, node, deadline, receivedAt, checks, account, origin, cut);
  }

  /** Returns this exchange with another node. */
  public MessageExchange withNode(SoapNode value) {
    Message seen = request.withNode(value);
    return new MessageExchange(seen, value, deadline, receivedAt, checks, account, origin, cut);
  }

  /** Returns this exchange with another deadline. */
  public MessageExchange withDeadline(Deadline value) {
    return new MessageExchange(request, node, value, receivedAt, checks, account, origin, cut);
  }

  /** Returns this exchange with the address at which the request was received. */
  public MessageExchange withReceivedAt(URI value) {
    return new MessageExchange(request, node, deadline, value, checks, account, origin, cut);
  }

  /**
   * Returns this exchange with what the transport knows about its origin, such as path and peer.
   *
   * @param value makes one line when something is logged; text from the peer must be escaped
   */
  public MessageExchange withOrigin(Supplier<String> value) {
    return new MessageExchange(request, node, deadline, receivedAt, checks, account, value, cut);
  }

  /**
   * Returns this exchange with a query for {@link #isCut}.
   *
   * @param value called when the exchange has failed, by the thread that processes it
   */
  public MessageExchange withCut(BooleanSupplier value) {
    return new MessageExchange(request, node, deadline, receivedAt, checks, account, origin, value);
  }

  /**
   * Returns this exchange with a label that identifies it in logs.
   *
   * @param name of the label, such as {@code MessageID}
   * @param value as the peer sent it; it is escaped
   */
  public MessageExchange withLabel(String name, String value) {
    return withOrigin(() -> origin.get() + ", " + name + ' ' + LogText.of(value));
  }

  /** Returns this exchange with one more check for the dispatcher. */
  public MessageExchange remember(DispatchCheck check) {
    List<DispatchCheck> more = new ArrayList<>(checks);
    more.add(check);
    return new MessageExchange(
        request, node, deadline, receivedAt, List.copyOf(more), account, origin, cut);
  }
}
