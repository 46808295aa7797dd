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
 * A request that was accepted and waits to be processed: a task that runs once. The request is
 * released as soon as it was processed, before its reply is sent, which may take long. Request and
 * reply count on the account as long as they are held.
 *
 * <p>Handed to another thread by an executor.
 */
final class AcceptedRequest implements Runnable {
  private static final Logger LOG = System.getLogger(AcceptedRequest.class.getName());

  private final MessageHandler next;
  private final ReplyAddresser addresser;
  private final Deadline deadline;
  private final ResourceAccount account;
  private final String origin;

  /** Null once it is being processed. */
  private @Nullable MessageExchange exchange;

  /**
   * @param next processes the request
   * @param addresser sends the answer; its destinations are closed after that
   * @param exchange its request in memory, its account its own; the account is closed at the end
   * @throws LimitExceededException if there is no room for the request
   */
  AcceptedRequest(MessageHandler next, ReplyAddresser addresser, MessageExchange exchange) {
    this.next = next;
    this.addresser = addresser;
    this.deadline = exchange.deadline();
    this.account = exchange.account();
    this.origin = exchange.origin();
    this.exchange = exchange.withOrigin(() -> origin).withCut(() -> false);
    account.takeMemory(exchange.request().retained());
  }

  /** A layer that throws although it must not leaves no one to tell but the log. */
  @Override
  public void run() {
    try (account;
        ReplyDestinations destinations = addresser.destinations()) {
      long released = exchange == null ? 0 : exchange.request().body().retained();
      @Nullable Message answer = process();
      account.giveMemory(released);
      if (answer != null) {
        addresser.deliver(reply(affordable(answer)), deadline, () -> origin);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> "Accepted and not answered: " + origin, LogText.of(e));
    }
  }

  /** The answer, if there is one. Nothing of the request is on the stack when this returns. */
  private @Nullable Message process() {
    return next.handle(take()) instanceof Reply.OfMessage answer ? answer.message() : null;
  }

  private MessageExchange take() {
    if (exchange == null) {
      throw new IllegalStateException("Processed already");
    }
    MessageExchange taken = exchange;
    exchange = null;
    return taken;
  }

  /** A reply that, unlike the one that was made for the request, refers to nothing of it. */
  private static Reply.OfMessage reply(Message answer) {
    return (Reply.OfMessage) Reply.of(answer);
  }

  /** The answer; a fault if there is no room for it. */
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
