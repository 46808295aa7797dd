package io.steatite.service;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;

/** A channel that closes what it was made of. */
record OwningChannel(RequestChannel channel, AutoCloseable owned) implements RequestChannel {
  @Override
  public Message request(Message request) {
    return channel.request(request);
  }

  @Override
  public void send(Message message) {
    channel.send(message);
  }

  @Override
  public void close() {
    channel.close();
  }
}
