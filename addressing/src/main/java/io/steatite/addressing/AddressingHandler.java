package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.DispatchCheck;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javax.xml.stream.XMLStreamException;

/** The receiving side: reads what comes in and leaves the checks for later, addresses replies. */
final class AddressingHandler implements MessageHandler {
  private static final Logger LOG = System.getLogger(AddressingHandler.class.getName());
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
    MessageExchange addressed = exchange.withRequest(known);
    DispatchCheck check = new AddressingCheck(layer, exchange, headers, destinations);
    return destinations.areDecoupled()
        ? later(addressed, check, headers, destinations)
        : now(addressed.remember(check), headers, destinations);
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
          ? new ReplyAddresser(layer, headers.version(), headers.properties(), destinations)
              .deliver(answer, exchange.deadline())
          : reply;
    }
  }

  /**
   * Accepts the request and goes on in another thread. The transport closes the request as soon as
   * it is accepted, so the rest of it is taken into memory first.
   */
  private Reply later(
      MessageExchange exchange,
      DispatchCheck check,
      AddressingHeaders headers,
      ReplyDestinations destinations) {
    MessageExchange buffered;
    try {
      buffered = exchange.withRequest(detached(exchange.request()));
    } catch (RuntimeException e) {
      return refuse(exchange.remember(rethrowing(e)), headers, destinations);
    }
    try {
      MessageExchange checked = buffered.remember(check);
      layer.executor().execute(() -> process(checked, headers, destinations));
      return Reply.accepted();
    } catch (RejectedExecutionException e) {
      DispatchCheck available = availability(headers.version(), buffered.request());
      return refuse(buffered.remember(available).remember(check), headers, destinations);
    }
  }

  /**
   * Processes what was accepted. A layer that throws although it must not has nobody to tell: only
   * the log learns of it, and neither the executor nor whoever gave it the task.
   */
  private void process(
      MessageExchange exchange, AddressingHeaders headers, ReplyDestinations destinations) {
    try {
      now(exchange, headers, destinations);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> "Accepted and never answered: " + exchange.request(), e);
    }
  }

  private static Message detached(Message request) {
    try {
      return request.detached();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The request cannot be kept in memory", e);
    }
  }

  private static DispatchCheck rethrowing(RuntimeException failure) {
    return operation -> {
      throw failure;
    };
  }

  /** R3412; a one-way message gets no fault (B3314), and can be processed here as well. */
  private static DispatchCheck availability(AddressingVersion version, Message request) {
    return operation -> {
      if (operation == null || !operation.isOneWay()) {
        throw AddressingFault.endpointUnavailable(version, RETRY_AFTER)
            .asException(request.version());
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
