package io.steatite.transport.http.jetty;

import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.internal.Admission;
import io.steatite.transport.http.internal.ExchangeCount;
import io.steatite.transport.http.internal.Ticker;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;

/** Where Jetty hands over requests, and what all exchanges of one server share. */
final class JettyHandler extends Handler.Abstract {
  private static final int MOST_WAITING = 1000;

  private final HttpHandler handler;
  private final ServerSettings settings;
  private final Admission admission;
  private final Connections connections;
  private final Ticker ticker = new Ticker("steatite-http-server-ticker");
  private final ExchangeCount exchanges = new ExchangeCount();
  private final String idPrefix = UUID.randomUUID().toString().substring(0, 8) + '-';
  private final AtomicLong lastId = new AtomicLong();
  private final Executor blockingThreads;

  /**
   * @param threads of the server
   */
  JettyHandler(HttpHandler handler, ServerSettings settings, int places, Executor threads) {
    Executor virtual = VirtualThreads.getVirtualThreadsExecutor(threads);
    this.blockingThreads = virtual == null ? threads : virtual;
    this.handler = handler;
    this.settings = settings;
    this.admission = new Admission(places, MOST_WAITING);
    this.connections = new Connections(settings);
    ticker.add(admission);
    ticker.add(connections);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    new JettyExchange(this, request, response, callback).begin();
    return true;
  }

  HttpHandler handler() {
    return handler;
  }

  ServerSettings settings() {
    return settings;
  }

  Admission admission() {
    return admission;
  }

  Connections connections() {
    return connections;
  }

  Ticker ticker() {
    return ticker;
  }

  /** Returns where exchanges run that may block: virtual threads if the server has them. */
  Executor blockingThreads() {
    return blockingThreads;
  }

  ExchangeCount exchanges() {
    return exchanges;
  }

  String nextId() {
    return idPrefix + lastId.incrementAndGet();
  }

  /** Refuses further requests and waits for the end of those under way. */
  void awaitEnd(Duration grace) {
    exchanges.close(grace);
  }

  /** Lets the clock end. */
  void close() {
    ticker.remove(admission);
    ticker.remove(connections);
  }

  @Override
  public String toString() {
    return handler.toString();
  }
}
