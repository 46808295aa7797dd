package io.steatite.transport.http.jdk;

import com.sun.net.httpserver.Headers;
import io.steatite.ResourceAccount;
import io.steatite.internal.LogText;
import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.internal.Admission;
import io.steatite.transport.http.internal.ExchangeCount;
import io.steatite.transport.http.internal.ListenAddress;
import io.steatite.transport.http.internal.Ticker;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A handler behind {@code com.sun.net.httpserver.HttpServer}: a server without dependencies, for
 * networks one trusts. Plain HTTP/1.1. Limits, accounts and the bound on exchanges hold as on other
 * engines, but the JDK's server reads heads itself, on the threads for exchanges, and blocks on
 * every peer. So it cannot do the following:
 *
 * <ul>
 *   <li>Slow peers occupy threads; enough of them leave none for others. The time for a head is
 *       limited by {@code sun.net.httpserver.maxReqTime} only, a system property for all servers of
 *       the JVM, which the first server to start here sets from {@link HttpLimits#receiving}.
 *   <li>A chunk size of more than 32 bits overflows: what follows is taken for the next request.
 *       Other broken chunks end the connection without a status.
 *   <li>Folded header fields are joined. A request with trailers is the last on its connection.
 *   <li>{@code 100 Continue} carries a {@code Content-Length}.
 *   <li>Of idle connections 200 stay open, or as many as {@code
 *       sun.net.httpserver.maxIdleConnections} says. {@link ServerSettings#connectionsPerAddress}
 *       is ignored.
 *   <li>Responses of unknown length are sent in chunks of 4 KiB.
 *   <li>Before Java 21, exchanges beyond the bound wait, however many they are.
 * </ul>
 *
 * <p>Where it is not set, {@code sun.net.httpserver.nodelay} becomes {@code true}. A head larger
 * than {@link HttpLimits#headerBytes} or longer than {@link HttpLimits#headerFields} is answered
 * with 431.
 *
 * <p>Safe for use by several threads.
 */
public final class JdkHttpServer implements HttpServer {
  /** Starts servers on the JDK's. */
  public static final HttpEngine ENGINE = JdkHttpServer::listening;

  private static final Logger LOG = System.getLogger(JdkHttpServer.class.getName());

  private final com.sun.net.httpserver.HttpServer server;
  private final HttpHandler handler;
  private final ServerSettings settings;
  private final HttpLimits limits;
  private final Admission admission;
  private final ExecutorService threads;
  private final Ticker ticker = new Ticker("steatite-http-server-ticker");
  private final ExchangeCount exchanges = new ExchangeCount();
  private final String idPrefix = UUID.randomUUID().toString().substring(0, 8) + '-';
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  private JdkHttpServer(
      HttpHandler handler, ServerSettings settings, com.sun.net.httpserver.HttpServer server) {
    this.server = server;
    this.handler = handler;
    this.settings = settings;
    this.limits = settings.limits();
    this.admission = new Admission(settings.concurrency().orElse(ServerThreads.places()), 0);
    this.threads = ServerThreads.start(settings.concurrency().orElse(ServerThreads.places()));
  }

  private static JdkHttpServer listening(HttpHandler handler, ServerSettings settings)
      throws IOException {
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    setUnlessSet(
        "sun.net.httpserver.maxReqTime",
        Long.toString(1 + settings.limits().receiving().toSeconds()));
    JdkHttpServer started = new JdkHttpServer(handler, settings, bound(settings.address()));
    started.server.createContext("/", started::serve);
    started.server.setExecutor(started.threads);
    started.server.start();
    return started;
  }

  private static com.sun.net.httpserver.HttpServer bound(InetSocketAddress address)
      throws IOException {
    try {
      return com.sun.net.httpserver.HttpServer.create(address, 0);
    } catch (BindException e) {
      throw ListenAddress.failure(address, e);
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** A server on a free port of the loopback interface, with the default settings. */
  public static JdkHttpServer start(HttpHandler handler) throws IOException {
    return listening(handler, ServerSettings.DEFAULT);
  }

  @Override
  public URI uri(String path) {
    return ListenAddress.uri(socketAddress(), path);
  }

  @Override
  public InetSocketAddress socketAddress() {
    return server.getAddress();
  }

  private void serve(com.sun.net.httpserver.HttpExchange raw) throws IOException {
    PeerWatch watch = new PeerWatch();
    exchanges.begin();
    ticker.add(watch);
    try (ResourceAccount account = settings.account().open()) {
      int refusal = refusal(raw, account);
      if (refusal == 0) {
        run(raw, account, watch);
      } else {
        refuse(raw, refusal);
      }
    } finally {
      ticker.remove(watch);
      exchanges.end();
      // Nobody interrupts this thread any more, and its next task is not late.
      Thread.interrupted();
    }
  }

  /** The status for a request that no handler is to see; 0 for all others. */
  private int refusal(com.sun.net.httpserver.HttpExchange raw, ResourceAccount account) {
    Headers headers = raw.getRequestHeaders();
    int bytes = 0;
    int fields = 0;
    for (var field : headers.entrySet()) {
      for (String value : field.getValue()) {
        fields++;
        bytes += field.getKey().length() + value.length();
      }
    }
    if (fields > limits.headerFields() || bytes > limits.headerBytes()) {
      return 431;
    }
    int framing = framingRefusal(raw.getProtocol(), headers);
    return framing != 0 || (!exchanges.isClosing() && account.tryTakeMemory(bytes)) ? framing : 503;
  }

  /** What the JDK's server lets pass (RFC 9112 sections 2.3, 3.2, 6.3). */
  private static int framingRefusal(String protocol, Headers headers) {
    if (!protocol.equals("HTTP/1.1") && !protocol.equals("HTTP/1.0")) {
      return 505;
    }
    String length = headers.getFirst("Content-Length");
    boolean wrong =
        (length != null && (headers.containsKey("Transfer-Encoding") || !isNumber(length)))
            || (protocol.equals("HTTP/1.1") && !headers.containsKey("Host"))
            || headers.values().stream().flatMap(List::stream).anyMatch(v -> v.indexOf(0) >= 0);
    return wrong ? 400 : 0;
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static void refuse(com.sun.net.httpserver.HttpExchange raw, int status)
      throws IOException {
    raw.getResponseHeaders().set("Connection", "close");
    if (status == 503) {
      raw.getResponseHeaders().set("Retry-After", "1");
    }
    raw.sendResponseHeaders(status, -1);
    raw.close();
  }

  private void run(
      com.sun.net.httpserver.HttpExchange raw, ResourceAccount account, PeerWatch watch)
      throws IOException {
    if (!admission.tryEnter(false)) {
      refuse(raw, 503);
      return;
    }
    try {
      JdkHttpExchange exchange =
          new JdkHttpExchange(raw, idPrefix + lastId.incrementAndGet(), limits, account, watch);
      handle(exchange);
      exchange.finish();
    } finally {
      admission.leave(false);
    }
  }

  private void handle(JdkHttpExchange exchange) {
    try {
      handler.handle(exchange);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> exchange.request() + " broken off: " + LogText.of(e.toString()));
      exchange.abort();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, () -> exchange.request() + " failed", LogText.of(e));
      exchange.fail();
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      exchanges.close(settings.grace());
      server.stop(0);
      threads.shutdownNow();
    }
  }

  @Override
  public String toString() {
    return "JDK server on " + server.getAddress() + '\n' + handler;
  }
}
