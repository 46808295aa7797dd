package io.steatite.envelope.stack;

import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.MustUnderstand;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * The mustUnderstand dispatcher, the end of the inbound pipeline: selects the operation, checks
 * mustUnderstand (B1111), runs the checks that layers remembered, and invokes user code. Failures
 * become faults here. Faults pass the layers on their way out, as replies do.
 */
final class DispatchHandler implements MessageHandler {
  private final Dispatcher dispatcher;
  private final Predicate<QName> understoodByLayers;
  private final FaultMapper faultMapper;

  DispatchHandler(
      Dispatcher dispatcher, Predicate<QName> understoodByLayers, FaultMapper faultMapper) {
    this.dispatcher = dispatcher;
    this.understoodByLayers = understoodByLayers;
    this.faultMapper = faultMapper;
  }

  @Override
  public Reply handle(MessageExchange exchange) {
    Message request = exchange.request();
    Operation operation = dispatcher.select(request);
    try {
      check(exchange, operation);
      if (operation == null) {
        throw Dispatcher.notSupported(request).asException();
      }
      Reply reply = invoke(operation, exchange);
      if (reply instanceof Reply.OfMessage answer && answer.message().isFault()) {
        FailureLog.report(exchange, answer.message());
      }
      return reply;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      Message fault = fault(exchange, explained(exchange, e));
      // B3314: a one-way message gets no fault back. A fault gets none either.
      return (operation != null && operation.isOneWay()) || request.isFault()
          ? Reply.accepted()
          : Reply.of(fault);
    }
  }

  /**
   * Returns the failure, or one that names the deadline if it has passed: then the failure is taken
   * for its consequence, unless it carries a fault to answer with.
   */
  private static Throwable explained(MessageExchange exchange, Throwable failure) {
    Throwable explained = UnreadableRequest.explained(exchange.request(), failure);
    boolean late = exchange.deadline().hasPassed() && FaultMapper.faultIn(explained).isEmpty();
    return late ? exchange.deadline().exceeded(explained) : explained;
  }

  /** Returns the fault for a failure, and logs it. */
  private Message fault(MessageExchange exchange, Throwable failure) {
    Message fault = mapped(exchange.request(), failure);
    FailureLog.report(exchange, failure, fault);
    return fault;
  }

  /**
   * Returns the fault for a failure. If the mapper fails, or its fault cannot be written in the
   * version of the request, the standard mapping is used.
   */
  private Message mapped(Message request, Throwable failure) {
    try {
      return Message.of(request.version(), faultMapper.map(failure));
    } catch (RuntimeException e) {
      e.addSuppressed(failure);
      return Message.of(request.version(), FaultMapper.standard().map(e));
    }
  }

  private void check(MessageExchange exchange, @Nullable Operation operation) {
    Message request = exchange.request();
    List<HeaderBlock> notUnderstood =
        MustUnderstand.notUnderstood(
            request,
            exchange.node(),
            name ->
                understoodByLayers.test(name)
                    || (operation != null && operation.understands(name)));
    if (!notUnderstood.isEmpty()) {
      throw MustUnderstand.fault(notUnderstood, request.version(), exchange.node()).asException();
    }
    exchange.checks().forEach(check -> check.check(operation));
    exchange.deadline().check();
  }

  private Reply invoke(Operation operation, MessageExchange exchange) throws Exception {
    Message request = exchange.request();
    Dispatcher.checkPayload(operation, request);
    Message reply = checked(operation, request);
    if (reply == null) {
      return Reply.accepted();
    }
    Message named =
        reply.action().isPresent() || reply.isFault()
            ? reply
            : reply.withAction(replyAction(operation, request));
    return Reply.of(named).withFallback(failure -> fault(exchange, explained(exchange, failure)));
  }

  /** Returns the action for a reply that has none; null if the request has none either. */
  private static @Nullable String replyAction(Operation operation, Message request) {
    return operation
        .replyAction()
        .or(() -> request.action().filter(a -> !a.isEmpty()).map(action -> action + "Response"))
        .orElse(null);
  }

  /**
   * Returns the reply of the operation, or null for none. The rest of the request is checked before
   * the reply leaves; if the reply streams out of the request, after it was written.
   */
  private static @Nullable Message checked(Operation operation, Message request) throws Exception {
    Message reply = operation.invoke(request);
    if (reply != null && reply.body().isOnStream()) {
      return reply.requiringEndOf(request);
    }
    try {
      request.requireEnd();
      return reply;
    } catch (RuntimeException | Error e) {
      try (reply) {
        throw e;
      }
    }
  }
}
