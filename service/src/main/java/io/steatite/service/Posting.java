package io.steatite.service;

import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.addressing.PendingReplies;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.envelope.stack.TransportException;
import io.steatite.transport.http.HttpRequestChannel;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * The transport of a duplex channel: posts messages, and takes answers of services that answer on
 * the connection all the same.
 */
record Posting(HttpRequestChannel http, PendingReplies pending) implements RequestChannel {
  @Override
  public Message request(Message request) {
    throw new UnsupportedOperationException("Replies come in elsewhere");
  }

  @Override
  public void send(Message message) {
    Optional<String> waiting =
        message
            .property(MessageAddressingProperties.class)
            .flatMap(MessageAddressingProperties::messageId)
            .filter(pending::isExpected);
    try (Message answer = http.exchange(message).orElse(null)) {
      if (answer != null) {
        answer.orThrow();
        if (waiting.isPresent()) {
          pending.complete(waiting.get(), detached(answer));
        }
      }
    }
  }

  private static Message detached(Message answer) {
    try {
      return answer.detached();
    } catch (XMLStreamException e) {
      throw new TransportException("The answer cannot be kept in memory", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
