package io.steatite.conformance.soak;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs any number of peers of one host on one thread. Belongs to that thread. */
final class PeerLoop implements Closeable {
  private static final int BUFFER = 64 << 10;
  private static final int TICK_MILLIS = 20;
  private static final long TICK = TICK_MILLIS * 1_000_000L;

  private final InetSocketAddress host;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long nextTick = System.nanoTime();

  PeerLoop(InetSocketAddress host) throws IOException {
    this.host = host;
    this.selector = Selector.open();
  }

  /**
   * Opens a connection that follows a script.
   *
   * @param from the local address to connect from
   * @param ended called when the script has ended
   */
  void open(InetAddress from, Script script, Consumer<Peer> ended) {
    try {
      SocketChannel channel = SocketChannel.open();
      if (script.afterwards() == Script.Afterwards.IGNORES) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 10);
      }
      channel.bind(new InetSocketAddress(from, 0));
      channel.configureBlocking(false);
      channel.connect(host);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      Peer peer = new Peer(channel, key, script, ended);
      key.attach(peer);
      peer.tick(); // the channel may be connected already
    } catch (IOException e) {
      throw new IllegalStateException("No connection can be opened from " + from, e);
    }
  }

  /** Runs the scripts until the given condition is false. */
  void run(BooleanSupplier condition) throws IOException {
    while (condition.getAsBoolean()) {
      selector.select(TICK_MILLIS);
      for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
        if (key.isValid()) {
          peer(key).ready(buffer);
        }
      }
      selector.selectedKeys().clear();
      if (System.nanoTime() - nextTick >= 0) {
        nextTick = System.nanoTime() + TICK;
        tick();
      }
    }
  }

  private void tick() {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      if (key.isValid()) {
        peer(key).tick();
      }
    }
  }

  private static Peer peer(SelectionKey key) {
    return (Peer) key.attachment();
  }

  /** Closes all connections. Their scripts do not end. */
  void closeConnections() throws IOException {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      peer(key).close();
    }
    selector.selectNow();
  }

  @Override
  public void close() throws IOException {
    closeConnections();
    selector.close();
  }
}
