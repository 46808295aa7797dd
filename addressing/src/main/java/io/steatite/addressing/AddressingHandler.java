package io.steatite.addressing;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.SteatiteException;
import io.steatite.envelope.FaultException;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.DispatchCheck;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/**
 * The inbound side of an {@link AddressingLayer}: reads the headers of requests, leaves an {@link
 * AddressingCheck} for the dispatcher, and addresses the replies.
 */
final class AddressingHandler implements MessageHandler {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final InboundAddressing inbound;
  private final MessageHandler next;

  AddressingHandler(InboundAddressing inbound, MessageHandler next) {
    this.inbound = inbound;
    this.next = next;
  }

  @Override
  public Reply handle(MessageExchange exchange) {
    Message request = exchange.request();
    AddressingHeaders headers =
        AddressingHeaders.read(request, exchange.node(), inbound.versions());
    if (headers.isEmpty() && !inbound.isRequired()) {
      return next.handle(withoutAddressing(exchange, headers));
    }
    ReplyRouter router = ReplyRouter.of(headers, inbound);
    MessageAddressingProperties properties = headers.properties();
    Message known =
        request
            .withAction(properties.action().or(request::action).orElse(null))
            .withProperty(MessageAddressingProperties.class, properties);
    MessageExchange addressed = labelled(exchange.withRequest(known), properties);
    DispatchCheck check = new AddressingCheck(inbound, exchange, router);
    return router.isDecoupled()
        ? processLater(addressed, check, router)
        : process(addressed.remember(check), router);
  }

  private static MessageExchange labelled(
      MessageExchange exchange, MessageAddressingProperties properties) {
    String messageId = properties.messageId().orElse(null);
    return messageId == null ? exchange : exchange.withLabel("MessageID", messageId);
  }

  private static MessageExchange withoutAddressing(
      MessageExchange exchange, AddressingHeaders headers) {
    return headers.foreign().isEmpty()
        ? exchange
        : exchange.remember(
            operation -> AddressingCheck.requireUnderstood(headers.foreign(), exchange));
  }

  private Reply process(MessageExchange exchange, ReplyRouter router) {
    try (router) {
      Reply reply = next.handle(exchange);
      return reply instanceof Reply.OfMessage answer
          ? router.deliver(answer, exchange.deadline(), exchange::origin)
          : reply;
    }
  }

  /**
   * Accepts a request and processes it in another thread. The transport closes the request when it
   * is accepted, so the rest of it is read into memory first. If the executor or the host has no
   * capacity left, the sender gets a fault with a time to retry after.
   */
  private Reply processLater(MessageExchange exchange, DispatchCheck check, ReplyRouter router) {
    AddressingVersion version = router.headers().version();
    MessageExchange detached;
    try {
      detached = exchange.withRequest(exchange.request().detached());
    } catch (RuntimeException e) {
      return refuse(exchange.remember(readFailure(e, exchange, version)), router);
    }
    ResourceAccount account = exchange.account().openBeside();
    try {
      MessageExchange lasting = detached.remember(check).withAccount(account);
      inbound.executor().execute(new AcceptedRequest(next, router, lasting));
      return Reply.accepted();
    } catch (RejectedExecutionException | LimitExceededException e) {
      account.close();
      DispatchCheck available = availability(version, detached.request());
      return refuse(detached.remember(available).remember(check), router);
    } catch (RuntimeException | Error e) {
      try (account;
          router) {
        throw e;
      }
    }
  }

  /** Fails because the request could not be read into memory; R3412 if the host has no memory. */
  private static DispatchCheck readFailure(
      RuntimeException failure, MessageExchange exchange, AddressingVersion version) {
    boolean full =
        failure instanceof LimitExceededException e && e.kind() == SteatiteException.Kind.RECEIVER;
    return operation -> {
      throw full ? unavailable(version, exchange.request()) : failure;
    };
  }

  private static FaultException unavailable(AddressingVersion version, Message request) {
    return AddressingFault.endpointUnavailable(version, RETRY_AFTER).asException(request.version());
  }

  /**
   * Refuses all but one-way messages (R3412). A one-way message gets no fault (B3314), so it is
   * processed in this thread instead.
   */
  private static DispatchCheck availability(AddressingVersion version, Message request) {
    return operation -> {
      if (operation == null || !operation.isOneWay()) {
        throw unavailable(version, request);
      }
    };
  }

  /** Answers a request that was not accepted on the connection of the request. */
  private Reply refuse(MessageExchange exchange, ReplyRouter router) {
    router.close();
    return process(exchange, router.toBackChannel());
  }
}
