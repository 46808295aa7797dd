package io.steatite.service;

import io.steatite.addressing.AddressingFault;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.MessageAddressingProperties;
import io.steatite.envelope.HeaderBlock;
import io.steatite.envelope.Message;
import io.steatite.envelope.stack.DispatchCheck;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.RequestChannel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.namespace.QName;

/**
 * The channels that share one listener. All but the first have a reference parameter {@code
 * ChannelInstance} in their address, as in WCF; it comes back as a header and selects the channel.
 * Safe for use by several threads.
 */
final class ChannelInstances implements Layer {
  static final QName NAME =
      new QName("http://schemas.microsoft.com/ws/2005/02/duplex", "ChannelInstance", "d");

  private static final String FIRST = "";

  private final AddressingVersion version;
  private final AtomicLong last = new AtomicLong();
  private final ConcurrentMap<String, MessageHandler> channels = new ConcurrentHashMap<>();

  ChannelInstances(AddressingVersion version) {
    this.version = version;
  }

  /** The address of one channel on the listener. Closing it frees the address. */
  record Instance(String id, EndpointReference address, ChannelInstances all)
      implements AutoCloseable {
    @Override
    public void close() {
      all.channels.remove(id);
    }
  }

  /**
   * Adds a channel.
   *
   * @param listener the address of the listener
   * @param callbacks takes messages for the channel that are no replies
   */
  Instance add(EndpointReference listener, MessageHandler callbacks) {
    long count = last.incrementAndGet();
    String id = count == 1 ? FIRST : Long.toString(count);
    channels.put(id, callbacks);
    EndpointReference address = count == 1 ? listener : listener.withReferenceParameter(NAME, id);
    return new Instance(id, address, this);
  }

  @Override
  public boolean understands(QName header) {
    return header.equals(NAME);
  }

  @Override
  public MessageHandler handler(MessageHandler next) {
    return exchange -> {
      Message message = exchange.request();
      String id = message.headers().find(NAME).map(HeaderBlock::text).orElse(FIRST).strip();
      MessageHandler callbacks = channels.get(id);
      if (callbacks != null) {
        return callbacks.handle(exchange);
      }
      return next.handle(id.equals(FIRST) ? exchange : exchange.remember(unreachable(message)));
    };
  }

  /** Returns a check that fails because the channel was closed or never existed. */
  private DispatchCheck unreachable(Message message) {
    return operation -> {
      String to =
          message
              .property(MessageAddressingProperties.class)
              .flatMap(MessageAddressingProperties::to)
              .orElse(version.anonymous());
      throw AddressingFault.destinationUnreachable(version, to).asException(message.version());
    };
  }

  /** Does nothing: messages carry the reference parameters of their receiver, not ours. */
  @Override
  public RequestChannel channel(RequestChannel next) {
    return next;
  }

  @Override
  public String toString() {
    return channels.size() + " channels";
  }
}
