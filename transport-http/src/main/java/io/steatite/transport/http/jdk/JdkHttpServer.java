package io.steatite.transport.http.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.steatite.envelope.stack.Deadline;
import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.Watchdog;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The embedded server: a handler behind {@code com.sun.net.httpserver.HttpServer}. Plain HTTP/1.1;
 * TLS and HTTP/2 are the business of other adapters, or of a proxy in front.
 *
 * <p>An exchange that is not over at {@link HttpLimits#deadline} has its thread interrupted, which
 * closes the connection it waits for. A head larger than {@link HttpLimits#headerBytes} or longer
 * than {@link HttpLimits#headerFields} is answered with 431, one with both Content-Length and
 * Transfer-Encoding with 400.
 *
 * <p>What comes before the end of a head is in the hands of the JDK, which knows system properties
 * for it, for all servers of the JVM and read once. Where they are not set, the first server to
 * start here sets {@code sun.net.httpserver.nodelay=true} and {@code sun.net.httpserver.maxReqTime}
 * to its deadline, so that whoever sends a head byte by byte does not keep a thread. Others worth
 * knowing: {@code jdk.httpserver.maxConnections}, {@code sun.net.httpserver.idleInterval}, {@code
 * sun.net.httpserver.maxReqHeaderSize}.
 *
 * <p>Safe for use by several threads.
 */
public final class JdkHttpServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(JdkHttpServer.class.getName());

  private final HttpServer server;
  private final HttpHandler handler;
  private final HttpLimits limits;
  private final Duration grace;
  private final ExecutorService threads = ServerThreads.start();
  private final Watchdog watchdog = new Watchdog("steatite-http-server-watchdog");
  private final Semaphore calls = new Semaphore(Integer.MAX_VALUE);
  private final String idPrefix = UUID.randomUUID().toString().substring(0, 8) + '-';
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicBoolean closing = new AtomicBoolean();

  private JdkHttpServer(Builder builder, HttpServer server) {
    this.server = server;
    this.handler = builder.handler;
    this.limits = builder.limits;
    this.grace = builder.grace;
  }

  /** A server on a free port of the loopback interface. */
  public static JdkHttpServer start(HttpHandler handler) throws IOException {
    return builder(handler).start();
  }

  /** A builder of servers for that handler. */
  public static Builder builder(HttpHandler handler) {
    return new Builder(handler);
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * The address of something on this server.
   *
   * @param path starts with a slash
   */
  public URI uri(String path) {
    InetAddress address = server.getAddress().getAddress();
    InetAddress reachable =
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    String host = reachable.getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + port() + path);
  }

  private void serve(com.sun.net.httpserver.HttpExchange raw) throws IOException {
    Thread thread = Thread.currentThread();
    calls.acquireUninterruptibly();
    try (Watchdog.Watch watch =
        watchdog.watch(Deadline.after(limits.deadline()), thread::interrupt)) {
      int refusal = refusal(raw.getRequestHeaders());
      if (refusal == 0) {
        run(raw);
      } else {
        refuse(raw, refusal);
      }
    } finally {
      calls.release();
      // The watch is closed: nobody interrupts this thread any more, and its next task is not late.
      Thread.interrupted();
    }
  }

  /** The status for a request that no handler is to see; 0 for all others. */
  private int refusal(Headers headers) {
    if (headers.containsKey("Content-Length") && headers.containsKey("Transfer-Encoding")) {
      return 400;
    }
    long fields = 0;
    long bytes = 0;
    for (var field : headers.entrySet()) {
      for (String value : field.getValue()) {
        fields++;
        bytes += field.getKey().length() + value.length();
      }
    }
    boolean tooLarge = fields > limits.headerFields() || bytes > limits.headerBytes();
    return tooLarge ? 431 : closing.get() ? 503 : 0;
  }

  private static void refuse(com.sun.net.httpserver.HttpExchange raw, int status)
      throws IOException {
    raw.getResponseHeaders().set("Connection", "close");
    raw.sendResponseHeaders(status, -1);
    raw.close();
  }

  private void run(com.sun.net.httpserver.HttpExchange raw) throws IOException {
    JdkHttpExchange exchange = new JdkHttpExchange(raw, idPrefix + lastId.incrementAndGet());
    try {
      handler.handle(exchange);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> exchange.request() + " broken off", e);
      exchange.abort();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, () -> exchange.request() + " failed", e);
      exchange.fail();
    }
    exchange.finish();
  }

  /**
   * Lets calls under way end, for as long as the builder was told, then closes connections. Once is
   * enough.
   */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      end();
    }
  }

  private void end() {
    try {
      boolean idle = calls.tryAcquire(Integer.MAX_VALUE, grace.toMillis(), TimeUnit.MILLISECONDS);
      LOG.log(Level.DEBUG, () -> idle ? "All calls have ended" : "Calls under way are broken off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
    watchdog.close();
  }

  @Override
  public String toString() {
    return "JDK server on " + server.getAddress() + '\n' + handler;
  }

  /** Says how a server is to be; not safe for use by several threads. */
  public static final class Builder {
    private final HttpHandler handler;
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private HttpLimits limits = HttpLimits.DEFAULT;
    private Duration grace = Duration.ofSeconds(5);

    private Builder(HttpHandler handler) {
      this.handler = handler;
    }

    /** Where to listen; port 0 for a free one. Without it, a free port on loopback. */
    public Builder address(InetSocketAddress value) {
      address = value;
      return this;
    }

    /** The limits on heads and time; those on bodies are the handler's. */
    public Builder limits(HttpLimits value) {
      limits = value;
      return this;
    }

    /** How long closing waits for calls under way. */
    public Builder grace(Duration value) {
      grace = value;
      return this;
    }

    /**
     * A server that listens.
     *
     * @throws IOException if it cannot listen there
     */
    public JdkHttpServer start() throws IOException {
      setUnlessSet("sun.net.httpserver.nodelay", "true");
      setUnlessSet(
          "sun.net.httpserver.maxReqTime", Long.toString(1 + limits.deadline().toSeconds()));
      JdkHttpServer started = new JdkHttpServer(this, HttpServer.create(address, 0));
      started.server.createContext("/", started::serve);
      started.server.setExecutor(started.threads);
      started.server.start();
      return started;
    }

    private static void setUnlessSet(String property, String value) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, value);
      }
    }
  }
}
