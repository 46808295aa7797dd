package io.steatite.envelope.stack;

import io.steatite.UnreadableMessageException;
import io.steatite.envelope.Message;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.OutgoingEntity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A transport inside of this process: encodes each message, decodes it again for the stack of a
 * service, and returns the reply the same way. For tests and for embedded services. Safe for use by
 * several threads.
 */
public final class LoopbackChannel implements RequestChannel {
  private final MessageEncoder encoder;
  private final MessageStack service;

  /**
   * Makes a channel to a service.
   *
   * @param encoder writes requests and reads replies
   * @param service answers the requests
   */
  public LoopbackChannel(MessageEncoder encoder, MessageStack service) {
    this.encoder = encoder;
    this.service = service;
  }

  @Override
  public Message request(Message request) {
    Message reply = call(request);
    if (reply == null) {
      throw new TransportException("The service accepted the request but did not answer it", null);
    }
    return reply;
  }

  @Override
  public void send(Message message) {
    try (Message reply = call(message)) {
      if (reply != null) {
        reply.orThrow();
      }
    }
  }

  private @Nullable Message call(Message message) {
    try {
      Packet sent;
      try (message) {
        sent = Packet.of(encoder.encode(message));
      }
      Packet answer = answer(sent, message.action().orElse(null));
      return answer == null ? null : answer.readBy(encoder);
    } catch (IOException e) {
      throw TransportException.of(e);
    }
  }

  private @Nullable Packet answer(Packet request, @Nullable String action) throws IOException {
    MessageEncoder reading =
        service
            .encoders()
            .reading(request.mediaType)
            .orElseThrow(() -> new IOException("The service does not read " + request.mediaType));
    try (Message received = request.readBy(reading).withAction(action)) {
      Reply reply = service.handle(MessageExchange.of(received));
      return reply instanceof Reply.OfMessage answer ? written(answer) : null;
    } catch (UnreadableMessageException e) {
      return written(service.answerTo(e, request.mediaType, () -> "request"));
    }
  }

  private Packet written(Reply.OfMessage answer) throws IOException {
    try {
      return written(answer.message());
    } catch (IOException | RuntimeException e) {
      return written(answer.insteadAfter(e));
    }
  }

  private Packet written(Message answer) throws IOException {
    try (answer) {
      return Packet.of(service.encoders().encode(answer.withAction(null)));
    }
  }

  @Override
  public void close() {}

  private record Packet(MediaType mediaType, byte[] bytes) {
    static Packet of(OutgoingEntity entity) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      entity.writeTo(bytes);
      return new Packet(entity.mediaType(), bytes.toByteArray());
    }

    Message readBy(MessageEncoder encoder) throws IOException {
      return encoder.decode(new ByteArrayInputStream(bytes), mediaType);
    }
  }
}
