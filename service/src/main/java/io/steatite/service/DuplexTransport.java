package io.steatite.service;

import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.internal.PendingReplies;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.transport.http.HttpRequestChannel;
import java.util.Optional;

/**
 * The transport of a duplex channel: posts messages. A reply or fault that comes back on the same
 * connection, instead of at the listener, completes the pending call.
 */
record DuplexTransport(HttpRequestChannel http, PendingReplies pending) implements RequestChannel {
  @Override
  public Message request(Message request) {
    throw new UnsupportedOperationException("Replies come in at the listener");
  }

  @Override
  public void send(Message message) {
    Optional<String> call =
        message
            .property(MessageAddressingProperties.class)
            .flatMap(MessageAddressingProperties::messageId)
            .filter(pending::isExpected);
    try (Message answer = http.exchange(message).orElse(null)) {
      if (answer != null && call.isPresent()) {
        pending.complete(call.get(), answer.detached());
      } else if (answer != null) {
        answer.orThrow();
      }
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
