package io.steatite.envelope.stack;

import io.steatite.LogText;
import io.steatite.ResourceAccount;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way in, and what has been found out about it so far. Immutable: each layer
 * passes on an exchange that knows more.
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

  /** An exchange that starts with this request and should be over in a minute. */
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

  /** The request. */
  public Message request() {
    return request;
  }

  /** The node that processes the request here: it says which header blocks are for us. */
  public SoapNode node() {
    return node;
  }

  /** When the exchange must be over. */
  public Deadline deadline() {
    return deadline;
  }

  /** The address at which the transport received the request, as far as it knows. */
  public Optional<URI> receivedAt() {
    return Optional.ofNullable(receivedAt);
  }

  /** What layers left for the dispatcher to check, in the order they found it. */
  public List<DispatchCheck> checks() {
    return checks;
  }

  /** Counts what the exchange holds in memory and on disk; unlimited unless a transport has one. */
  public ResourceAccount account() {
    return account;
  }

  /**
   * Where the request came from and what it is called, for one line of a log: what the transport
   * says about it, its action, and the labels of layers. What comes from the peer is escaped.
   */
  public String origin() {
    return origin.get() + request.action().map(a -> ", action " + LogText.of(a)).orElse("");
  }

  /**
   * Whether reading the request from the transport has failed, because the peer or the network has
   * ended it too early. Whatever fails afterwards is taken for a consequence. False if the
   * transport does not say.
   */
  public boolean isCut() {
    return cut.getAsBoolean();
  }

  /** This exchange with another account. */
  public MessageExchange withAccount(ResourceAccount value) {
    return new MessageExchange(request, node, deadline, receivedAt, checks, value, origin, cut);
  }

  /** This exchange with a request that a layer has changed. */
  public MessageExchange withRequest(Message value) {
    return new MessageExchange(value, node, deadline, receivedAt, checks, account, origin, cut);
  }

  /** This exchange, processed by a node that plays other roles. */
  public MessageExchange withNode(SoapNode value) {
    Message seen = request.withNode(value);
    return new MessageExchange(seen, value, deadline, receivedAt, checks, account, origin, cut);
  }

  /** This exchange with another deadline. */
  public MessageExchange withDeadline(Deadline value) {
    return new MessageExchange(request, node, value, receivedAt, checks, account, origin, cut);
  }

  /** This exchange, received at an address. */
  public MessageExchange withReceivedAt(URI value) {
    return new MessageExchange(request, node, deadline, value, checks, account, origin, cut);
  }

  /**
   * This exchange with what the transport knows about its origin, such as path and peer.
   *
   * @param value one line, made when something is logged; what comes from the peer is escaped
   */
  public MessageExchange withOrigin(Supplier<String> value) {
    return new MessageExchange(request, node, deadline, receivedAt, checks, account, value, cut);
  }

  /**
   * This exchange, of whose request the transport knows whether it was cut.
   *
   * @param value asked when the exchange has failed, by the thread that processes it
   */
  public MessageExchange withCut(BooleanSupplier value) {
    return new MessageExchange(request, node, deadline, receivedAt, checks, account, origin, value);
  }

  /**
   * This exchange with something more that identifies it in logs.
   *
   * @param name of the label, such as {@code MessageID}
   * @param value as the peer sent it; it is escaped
   */
  public MessageExchange withLabel(String name, String value) {
    return withOrigin(() -> origin.get() + ", " + name + ' ' + LogText.of(value));
  }

  /** This exchange with one more thing for the dispatcher to check. */
  public MessageExchange remember(DispatchCheck check) {
    List<DispatchCheck> more = new ArrayList<>(checks);
    more.add(check);
    return new MessageExchange(
        request, node, deadline, receivedAt, List.copyOf(more), account, origin, cut);
  }
}
