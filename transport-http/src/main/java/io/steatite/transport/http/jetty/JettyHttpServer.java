package io.steatite.transport.http.jetty;

import io.steatite.internal.LogText;
import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.internal.ListenAddress;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A handler behind Jetty 12 core. Plain HTTP/1.1. Fit for hostile networks:
 *
 * <ul>
 *   <li>Heads, and the first 16 KiB of a body, are read before a thread is taken. A reply of up to
 *       16 KiB is one asynchronous write; the thread does not wait for the peer.
 *   <li>Larger bodies block a thread while they are read and written. Exchanges with such bodies
 *       hold half of the {@linkplain ServerSettings#concurrency places} at most, and a peer must
 *       keep up {@link HttpLimits#progressRate}.
 *   <li>Exchanges beyond the bound, 1000 at most, wait for a place for five seconds at most; others
 *       are answered with 503 and {@code Retry-After}. So are requests that the {@linkplain
 *       ServerSettings#account account} has no room for.
 *   <li>What a handler leaves unread of a request is read and dropped within {@link
 *       HttpLimits#drainBytes} and {@link HttpLimits#drainTime}. If there is more, the response
 *       says {@code Connection: close}, and the server reads on for a while before it closes, so
 *       that no reset destroys the response.
 *   <li>Every framing error is answered with a 4xx status and {@code Connection: close}, except
 *       one: Jetty takes a chunked body for complete if the connection ends between the CR and the
 *       LF behind a chunk. The envelope or package is then checked for its own end.
 * </ul>
 *
 * <p>Safe for use by several threads.
 */
public final class JettyHttpServer implements HttpServer {
  /** Starts servers on Jetty. */
  public static final HttpEngine ENGINE = JettyHttpServer::new;

  private static final Logger LOG = System.getLogger(JettyHttpServer.class.getName());

  /** Threads for selecting, accepting and callbacks beside those for handlers. */
  private static final int SPARE_THREADS = 24;

  private static final int PLATFORM_PLACES = 200;
  private static final int VIRTUAL_PLACES = 1000;
  private static final int ACCEPT_QUEUE = 1024;

  private final Server server;
  private final ServerConnector connector;
  private final JettyHandler handler;
  private final ServerSettings settings;
  private final InetSocketAddress address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private JettyHttpServer(HttpHandler handler, ServerSettings settings) throws IOException {
    boolean virtual = VirtualThreads.areSupported();
    int places = settings.concurrency().orElse(virtual ? VIRTUAL_PLACES : PLATFORM_PLACES);
    this.settings = settings;
    this.server = new Server(threads(places, virtual));
    this.handler = new JettyHandler(handler, settings, places, server.getThreadPool());
    this.connector = connector(server, settings);
    connector.addBean(this.handler.connections());
    server.addConnector(connector);
    server.setHandler(this.handler);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(0);
    listen();
    this.address = new InetSocketAddress(settings.address().getAddress(), connector.getLocalPort());
  }

  /** A server on a free port of the loopback interface, with the default settings. */
  public static JettyHttpServer start(HttpHandler handler) throws IOException {
    return new JettyHttpServer(handler, ServerSettings.DEFAULT);
  }

  private static QueuedThreadPool threads(int places, boolean virtual) {
    int most = SPARE_THREADS + (virtual ? Runtime.getRuntime().availableProcessors() : places);
    QueuedThreadPool pool = new QueuedThreadPool(most, Math.min(8, most), 10_000);
    pool.setMaxEvictCount(most); // By default one thread ends in each idle period.
    pool.setName("steatite-http-server");
    pool.setDaemon(true);
    if (virtual) {
      pool.setVirtualThreadsExecutor(
          VirtualThreads.getNamedVirtualThreadsExecutor("steatite-http-server-"));
    }
    return pool;
  }

  private static ServerConnector connector(Server server, ServerSettings settings) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setInputBufferSize(RequestContent.COLLECTED);
    configuration.setRequestHeaderSize(settings.limits().headerBytes());
    ServerConnector connector =
        new ServerConnector(
            server, null, null, null, 0, -1, new HttpConnectionFactory(configuration));
    connector.setHost(settings.address().getAddress().getHostAddress());
    connector.setPort(settings.address().getPort());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(Connections.idle(settings.limits()).toMillis());
    return connector;
  }

  private void listen() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      stop();
      throw e instanceof IOException ? ListenAddress.failure(settings.address(), e) : unexpected(e);
    }
  }

  private static IOException unexpected(Exception e) {
    return new IOException("The server cannot be started: " + e.getMessage(), e);
  }

  @Override
  public URI uri(String path) {
    return ListenAddress.uri(socketAddress(), path);
  }

  @Override
  public InetSocketAddress socketAddress() {
    return address;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      connector.shutdown();
      handler.awaitEnd(settings.grace());
      stop();
    }
  }

  private void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "The server did not stop as it should", LogText.of(e));
    } finally {
      handler.close();
    }
  }

  @Override
  public String toString() {
    return "Jetty server on " + address + '\n' + handler;
  }
}
