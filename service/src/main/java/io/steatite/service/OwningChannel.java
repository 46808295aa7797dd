package io.steatite.service;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import java.io.IOException;

/** A channel that closes what it was made of. */
record OwningChannel(RequestChannel channel, AutoCloseable owned) implements RequestChannel {
  @Override
  public Message request(Message request) throws IOException {
    return channel.request(request);
  }

  @Override
  public void send(Message message) throws IOException {
    channel.send(message);
  }

  @Override
  public void close() {
    channel.close();
  }
}
