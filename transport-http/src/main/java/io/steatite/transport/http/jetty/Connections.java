package io.steatite.transport.http.jetty;

import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.internal.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a server. Refuses those beyond the bound for one address and those that the
 * account has no room for; closes those whose heads arrive too slowly, which Jetty itself has no
 * limit for. Safe for use by several threads.
 */
final class Connections implements Connection.Listener, Ticker.Watched {
  private static final Logger LOG = System.getLogger(Connections.class.getName());

  /** About what Jetty holds for a connection without a request. */
  private static final int MEMORY = 4 << 10;

  private static final Duration LONGER_THAN_CLIENTS = Duration.ofSeconds(5);

  private final ServerSettings settings;
  private final Map<Connection, OpenConnection> open = new ConcurrentHashMap<>();
  private final Map<Object, Integer> perAddress = new ConcurrentHashMap<>();

  Connections(ServerSettings settings) {
    this.settings = settings;
  }

  /** How long a connection may be without a request. */
  static Duration idle(HttpLimits limits) {
    return limits.idle().plus(LONGER_THAN_CLIENTS);
  }

  @Override
  public void onOpened(Connection connection) {
    OpenConnection opened =
        new OpenConnection(connection, settings.limits(), settings.account().open());
    open.put(connection, opened);
    if (count(connection) > settings.connectionsPerAddress().orElse(Integer.MAX_VALUE)) {
      refuse(connection, "its address has too many");
    } else if (!opened.account().tryTakeMemory(MEMORY)) {
      refuse(connection, "the account has no room for it");
    }
  }

  private static void refuse(Connection connection, String reason) {
    LOG.log(Level.DEBUG, () -> "A connection is refused: " + reason);
    connection.getEndPoint().close();
  }

  private int count(Connection connection) {
    return settings.connectionsPerAddress().isEmpty()
        ? 0
        : perAddress.merge(address(connection), 1, Integer::sum);
  }

  private static Object address(Connection connection) {
    SocketAddress peer = connection.getEndPoint().getRemoteSocketAddress();
    return peer instanceof InetSocketAddress inet ? inet.getAddress() : peer;
  }

  @Override
  public void onClosed(Connection connection) {
    OpenConnection closed = open.remove(connection);
    if (closed != null) {
      closed.account().close();
      perAddress.computeIfPresent(
          address(connection), (address, count) -> count == 1 ? null : count - 1);
    }
  }

  /** What is known of a connection; null once it is closed. */
  @Nullable OpenConnection of(Connection connection) {
    return open.get(connection);
  }

  @Override
  public void tick(long nanoTime) {
    open.values().forEach(connection -> connection.tick(nanoTime));
  }
}
