package io.steatite.service;

import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import java.util.concurrent.CompletableFuture;

/**
 * A request under way.
 *
 * @param messageId what its reply relates to
 * @param head the request without its body, which need not be kept
 * @param stack the layers that it and its reply pass
 * @param reply as it came in
 */
record DuplexCall(
    String messageId, Message head, MessageStack stack, CompletableFuture<Message> reply) {

  static DuplexCall of(
      String messageId, Message request, MessageStack stack, CompletableFuture<Message> reply) {
    MessageAddressingProperties properties =
        request.property(MessageAddressingProperties.class).orElseThrow();
    Message head =
        Message.of(request.version(), Body.empty())
            .withAction(request.action().orElse(null))
            .withProperty(MessageAddressingProperties.class, properties);
    return new DuplexCall(messageId, head, stack, reply);
  }

  /**
   * Passes the reply through the layers of the request, whichever way it came, so that it is read
   * and checked as one that came back on the connection.
   */
  Message receive(Message received) {
    return stack.channel(new Arrived(received)).request(head);
  }

  /** The end of the way: the reply is there already. */
  private record Arrived(Message reply) implements RequestChannel {
    @Override
    public Message request(Message request) {
      return reply;
    }

    @Override
    public void send(Message message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
