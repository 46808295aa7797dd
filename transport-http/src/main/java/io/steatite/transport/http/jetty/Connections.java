package io.steatite.transport.http.jetty;

import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.internal.Ticker;
import java.time.Duration;
import org.eclipse.jetty.io.Connection;

/** Watches the connections of a server. */
final class Connections implements Connection.Listener {
  private static final Duration LONGER_THAN_CLIENTS = Duration.ofSeconds(5);

  Connections(ServerSettings settings, Ticker ticker) {}

  static Duration idle(HttpLimits limits) {
    return limits.idle().plus(LONGER_THAN_CLIENTS);
  }
}
