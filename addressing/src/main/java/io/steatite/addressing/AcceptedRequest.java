package io.steatite.addressing;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.envelope.Fault;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import io.steatite.internal.LogText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Processes a request that was accepted (202) and sends its reply. A task for an executor; it runs
 * once.
 *
 * <p>The request is released before the reply is sent, because sending may take long. Request and
 * reply count on the account while they are held in memory.
 */
final class AcceptedRequest implements Runnable {
  private static final Logger LOG = System.getLogger(AcceptedRequest.class.getName());

  private final MessageHandler next;
  private final ReplyRouter router;
  private final Deadline deadline;
  private final ResourceAccount account;
  private final String origin;

  /** Null after processing has started. */
  private @Nullable MessageExchange exchange;

  /**
   * @param next processes the request
   * @param router sends the answer; it is closed after that
   * @param exchange the exchange with the request in memory and an account of its own; the account
   *     is closed at the end
   * @throws LimitExceededException if the account has no memory left for the request
   */
  AcceptedRequest(MessageHandler next, ReplyRouter router, MessageExchange exchange) {
    this.next = next;
    this.router = router;
    this.deadline = exchange.deadline();
    this.account = exchange.account();
    this.origin = exchange.origin();
    this.exchange = exchange.withOrigin(() -> origin).withCut(() -> false);
    account.takeMemory(exchange.request().retained());
  }

  /**
   * Processes the request and delivers the answer. Exceptions are logged, since the request is
   * answered already.
   */
  @Override
  public void run() {
    try (account;
        router) {
      long released = exchange == null ? 0 : exchange.request().body().retained();
      @Nullable Message answer = process();
      account.giveMemory(released);
      if (answer != null) {
        router.deliver(plainReply(affordable(answer)), deadline, () -> origin);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> "No answer to an accepted request: " + origin, LogText.of(e));
    }
  }

  /**
   * Returns the answer, or null if there is none. When this returns, no variable refers to the
   * request.
   */
  private @Nullable Message process() {
    return next.handle(take()) instanceof Reply.OfMessage answer ? answer.message() : null;
  }

  private MessageExchange take() {
    if (exchange == null) {
      throw new IllegalStateException("The request was processed already");
    }
    MessageExchange taken = exchange;
    exchange = null;
    return taken;
  }

  /**
   * Returns a reply without a reference to the request, which the reply of the handler may have.
   */
  private static Reply.OfMessage plainReply(Message answer) {
    return (Reply.OfMessage) Reply.of(answer);
  }

  /** Returns the answer, or a fault if the account has no memory left for the answer. */
  private Message affordable(Message answer) {
    try {
      account.takeMemory(answer.retained());
      return answer;
    } catch (LimitExceededException e) {
      try (answer) {
        return Message.of(answer.version(), Fault.receiver(String.valueOf(e.getMessage())));
      }
    }
  }
}
