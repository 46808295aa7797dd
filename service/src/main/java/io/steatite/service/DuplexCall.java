package io.steatite.service;

import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.envelope.Body;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import java.util.concurrent.CompletableFuture;

/**
 * A request whose reply has not come yet.
 *
 * @param messageId of the request; its reply relates to it
 * @param head the request without its body, which is not needed any more
 * @param stack the layers that the request passed and its reply will pass
 * @param reply completed with the reply as it was received
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
   * Passes the reply through the layers of the request, so that it is read and checked like a reply
   * that came back on the connection of the request.
   */
  Message receive(Message received) {
    return stack.channel(new Arrived(received)).request(head);
  }

  /** A transport that returns a reply which has been received already. */
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
