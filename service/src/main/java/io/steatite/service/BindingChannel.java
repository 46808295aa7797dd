package io.steatite.service;

import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Deadline;
import io.steatite.envelope.stack.RequestChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A channel in the version of a binding.
 *
 * @param deadline of messages that have none; null for that of the transport
 * @param owned runs after the channel was closed, such as closing its HTTP client
 */
record BindingChannel(
    SoapVersion soapVersion, RequestChannel channel, @Nullable Duration deadline, Runnable owned)
    implements ClientChannel {
  @Override
  public Message request(Message request) {
    return channel.request(limited(request));
  }

  @Override
  public void send(Message message) {
    channel.send(limited(message));
  }

  private Message limited(Message message) {
    return deadline == null || message.property(Deadline.class).isPresent()
        ? message
        : message.withProperty(Deadline.class, Deadline.after(deadline));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } finally {
      owned.run();
    }
  }
}
