package io.steatite.addressing;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.DispatchCheck;
import io.steatite.envelope.stack.MessageExchange;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.Reply;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javax.xml.stream.XMLStreamException;

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
    AddressingHeaders headers = AddressingHeaders.read(request, layer.version());
    if (headers.isEmpty() && !layer.isRequired()) {
      return next.handle(exchange);
    }
    ReplyDestinations destinations = ReplyDestinations.of(headers, layer);
    MessageAddressingProperties properties = headers.properties();
    Message known =
        request
            .withAction(properties.action().or(request::action).orElse(null))
            .withProperty(MessageAddressingProperties.class, properties);
    MessageExchange checked =
        exchange
            .withRequest(known)
            .remember(new AddressingCheck(layer, exchange, headers, destinations));
    return destinations.areDecoupled()
        ? later(checked, properties, destinations)
        : now(checked, properties, destinations);
  }

  private Reply now(
      MessageExchange exchange,
      MessageAddressingProperties request,
      ReplyDestinations destinations) {
    try (destinations) {
      Reply reply = next.handle(exchange);
      return reply instanceof Reply.OfMessage answer
          ? new ReplyAddresser(layer, request, destinations)
              .deliver(answer.message(), exchange.deadline())
          : reply;
    }
  }

  /**
   * Accepts the request and goes on in another thread. The transport closes the request as soon as
   * it is accepted, so the rest of it is taken into memory first.
   */
  private Reply later(
      MessageExchange exchange,
      MessageAddressingProperties request,
      ReplyDestinations destinations) {
    MessageExchange buffered;
    try {
      buffered = exchange.withRequest(buffer(exchange.request()));
    } catch (RuntimeException e) {
      return refuse(exchange, request, destinations, rethrowing(e));
    }
    try {
      layer.executor().execute(() -> now(buffered, request, destinations));
      return Reply.accepted();
    } catch (RejectedExecutionException e) {
      return refuse(buffered, request, destinations, availability(buffered.request()));
    }
  }

  private static Message buffer(Message request) {
    try {
      Message buffered = request.buffer();
      request.requireEnd();
      return buffered;
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
  private DispatchCheck availability(Message request) {
    return operation -> {
      if (operation == null || !operation.isOneWay()) {
        throw AddressingFault.endpointUnavailable(layer.version(), RETRY_AFTER)
            .asException(request.version());
      }
    };
  }

  /** What was not accepted is answered on the way it came. */
  private Reply refuse(
      MessageExchange exchange,
      MessageAddressingProperties request,
      ReplyDestinations destinations,
      DispatchCheck reason) {
    destinations.close();
    return now(exchange.remember(reason), request, ReplyDestinations.backChannel(layer.version()));
  }
}
