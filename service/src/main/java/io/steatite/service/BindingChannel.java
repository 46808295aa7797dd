package io.steatite.service;

import io.steatite.envelope.Message;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.transport.http.HttpSender;

/** A channel with an HTTP client of its own, which is closed with it. */
record OwningChannel(RequestChannel channel, HttpSender sender) implements RequestChannel {
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
    try (sender) {
      channel.close();
    }
  }
}
