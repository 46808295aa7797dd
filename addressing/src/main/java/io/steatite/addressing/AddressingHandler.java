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

/** The receiving side: reads what comes in and leaves the checks for later, addresses replies. */
final class AddressingHandler implements MessageHandler {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final AddressingLayer layer;
  private final MessageHandler next;

  AddressingHandler(AddressingLayer layer, MessageHandler next) {
    this.layer = layer;
    this.next = next;
  }

  @Override
  public Reply handle(MessageExchange exchange) {
    Message request = exchange.request();
    AddressingHeaders headers = AddressingHeaders.read(request, exchange.node(), layer.versions());
    if (headers.isEmpty() && !layer.isRequired()) {
      return next.handle(withoutAddressing(exchange, headers));
    }
    ReplyDestinations destinations = ReplyDestinations.of(headers, layer);
    MessageAddressingProperties properties = headers.properties();
    Message known =
        request
            .withAction(properties.action().or(request::action).orElse(null))
            .withProperty(MessageAddressingProperties.class, properties);
    MessageExchange addressed = labelled(exchange.withRequest(known), properties);
    DispatchCheck check = new AddressingCheck(layer, exchange, headers, destinations);
    return destinations.areDecoupled()
        ? later(addressed, check, headers, destinations)
        : now(addressed.remember(check), headers, destinations);
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

  private Reply now(
      MessageExchange exchange, AddressingHeaders headers, ReplyDestinations destinations) {
    try (destinations) {
      Reply reply = next.handle(exchange);
      return reply instanceof Reply.OfMessage answer
          ? addresser(headers, destinations).deliver(answer, exchange.deadline(), exchange::origin)
          : reply;
    }
  }

  private ReplyAddresser addresser(AddressingHeaders headers, ReplyDestinations destinations) {
    return new ReplyAddresser(layer, headers.version(), headers.properties(), destinations);
  }

  /**
   * Accepts the request and goes on in another thread. The transport closes the request as soon as
   * it is accepted, so the rest of it is taken into memory first. If there is no thread or no
   * memory for it, the sender is told to come back later.
   */
  private Reply later(
      MessageExchange exchange,
      DispatchCheck check,
      AddressingHeaders headers,
      ReplyDestinations destinations) {
    MessageExchange detached;
    try {
      detached = exchange.withRequest(exchange.request().detached());
    } catch (RuntimeException e) {
      return refuse(exchange.remember(failed(e, exchange, headers)), headers, destinations);
    }
    ResourceAccount account = exchange.account().openBeside();
    try {
      MessageExchange lasting = detached.remember(check).withAccount(account);
      layer
          .executor()
          .execute(new AcceptedRequest(next, addresser(headers, destinations), lasting));
      return Reply.accepted();
    } catch (RejectedExecutionException | LimitExceededException e) {
      account.close();
      DispatchCheck available = availability(headers.version(), detached.request());
      return refuse(detached.remember(available).remember(check), headers, destinations);
    } catch (RuntimeException | Error e) {
      try (account;
          destinations) {
        throw e;
      }
    }
  }

  /** The request could not be taken into memory; R3412 if the host is full. */
  private static DispatchCheck failed(
      RuntimeException failure, MessageExchange exchange, AddressingHeaders headers) {
    boolean full =
        failure instanceof LimitExceededException e && e.kind() == SteatiteException.Kind.RECEIVER;
    return operation -> {
      throw full ? unavailable(headers.version(), exchange.request()) : failure;
    };
  }

  private static FaultException unavailable(AddressingVersion version, Message request) {
    return AddressingFault.endpointUnavailable(version, RETRY_AFTER).asException(request.version());
  }

  /** R3412; a one-way message gets no fault (B3314), and can be processed here as well. */
  private static DispatchCheck availability(AddressingVersion version, Message request) {
    return operation -> {
      if (operation == null || !operation.isOneWay()) {
        throw unavailable(version, request);
      }
    };
  }

  /** What was not accepted is answered on the way it came. */
  private Reply refuse(
      MessageExchange exchange, AddressingHeaders headers, ReplyDestinations destinations) {
    destinations.close();
    return now(exchange, headers, ReplyDestinations.backChannel(headers.version()));
  }
}
