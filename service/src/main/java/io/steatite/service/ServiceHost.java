package io.steatite.service;

import io.steatite.ResourceAccount;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.FaultMapper;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpMiddleware;
import io.steatite.transport.http.HttpRouter;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.SoapHttpHandler;
import io.steatite.transport.http.destination.OutboundPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server in this process with services on it, until it is closed.
 *
 * <pre>{@code
 * ServiceHost host =
 *     ServiceHost.builder().port(8080).endpoint("/orders", Binding.wsHttp(), operations).start();
 * }</pre>
 *
 * <p>To put a service on another server, give a {@link SoapHttpHandler} to the adapter of that
 * server. Safe for use by several threads.
 */
public final class ServiceHost implements AutoCloseable {
  /** A quarter of the heap, at least 1 MiB. */
  static final long DEFAULT_MEMORY = Math.max(Runtime.getRuntime().maxMemory() / 4, 1 << 20);

  static final long DEFAULT_DISK = 4L << 30;

  private final HttpServer server;
  private final WorkerThreads workers;
  private final Duration grace;
  private final @Nullable OutboundChannels owned;
  private @Nullable Thread hook;

  private ServiceHost(
      HttpServer server, WorkerThreads workers, Duration grace, @Nullable OutboundChannels owned) {
    this.server = server;
    this.workers = workers;
    this.grace = grace;
    this.owned = owned;
  }

  /** Returns a builder of hosts. Without further settings they listen on a free loopback port. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the address of a path on this host. If the host listens on all interfaces, it is the
   * loopback address.
   *
   * @param path starts with a slash
   */
  public URI address(String path) {
    return server.uri(path);
  }

  /** Returns the socket address that the host listens at. */
  public InetSocketAddress socketAddress() {
    return server.socketAddress();
  }

  /**
   * Stops listening, lets the calls under way end within the grace period, then closes all
   * connections.
   */
  @Override
  public void close() {
    removeHook();
    try {
      server.close();
      workers.close(grace);
    } finally {
      if (owned != null) {
        owned.close();
      }
    }
  }

  private synchronized void closeOnShutdown() {
    hook = new Thread(this::close, "steatite-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private synchronized void removeHook() {
    if (hook != null && Thread.currentThread() != hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        return; // The process is ending already, and the hook with it.
      }
      hook = null;
    }
  }

  /** Returns the server, its routes and their stacks. */
  @Override
  public String toString() {
    return server.toString();
  }

  /** Collects the endpoints and settings of a host. Not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private @Nullable OutboundChannels shared;
    private @Nullable OutboundPolicy policy;
    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port;
    private HttpLimits limits = HttpLimits.DEFAULT;
    private HttpEngine engine = DefaultEngine.INSTANCE;
    private HttpMiddleware middleware = next -> next;
    private FaultMapper faultMapper = FaultMapper.standard();
    private Duration grace = Duration.ofSeconds(5);
    private boolean closeOnShutdown;
    private long memory = DEFAULT_MEMORY;
    private long disk = DEFAULT_DISK;
    private int decoupledThreads = 32;
    private int decoupledWaiting = 100;
    private @Nullable Integer concurrency;
    private @Nullable Integer connectionsPerAddress;

    private Builder() {}

    /** Sets the address to listen at; the loopback address by default. */
    public Builder address(InetAddress value) {
      address = value;
      return this;
    }

    /** Sets the port to listen on; 0, the default, stands for a free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** Sets the limits of all endpoints whose binding has no limits of its own. */
    public Builder limits(HttpLimits value) {
      limits = value;
      return this;
    }

    /**
     * Sets the HTTP server to use, such as {@code JdkHttpServer.ENGINE}. The default is Jetty,
     * which needs the artifact {@code org.eclipse.jetty:jetty-server}.
     */
    public Builder engine(HttpEngine value) {
      engine = value;
      return this;
    }

    /**
     * Adds middleware around all endpoints, such as authentication or access logs. It runs inside
     * of the middleware added before.
     */
    public Builder middleware(HttpMiddleware value) {
      middleware = middleware.then(value);
      return this;
    }

    /**
     * Sets how failures become faults, for all endpoints that have a binding; {@link
     * FaultMapper#standard} by default.
     */
    public Builder faultMapper(FaultMapper value) {
      faultMapper = value;
      return this;
    }

    /** Sets how long closing waits for calls under way; five seconds by default. */
    public Builder grace(Duration value) {
      grace = value;
      return this;
    }

    /**
     * Sets whether the host closes itself when the process ends, for example by SIGTERM or {@code
     * System.exit}; by default not.
     */
    public Builder closeOnShutdown(boolean value) {
      closeOnShutdown = value;
      return this;
    }

    /**
     * Sets how many bytes of memory the messages under way may use together; a quarter of the
     * maximum heap by default. A request beyond it is answered with 503, a message that is being
     * read with a Receiver fault.
     */
    public Builder memory(long bytes) {
      memory = bytes;
      return this;
    }

    /** Sets how many bytes of temporary files messages under way may use; 4 GiB by default. */
    public Builder disk(long bytes) {
      disk = bytes;
      return this;
    }

    /**
     * Sets how many calls may run at a time, {@link ServerSettings#concurrency} by default. Half of
     * them may wait for slow peers.
     *
     * @throws IllegalArgumentException unless it is at least 2
     */
    public Builder concurrency(int value) {
      ServerSettings.builder().concurrency(value);
      concurrency = value;
      return this;
    }

    /**
     * Sets how many connections one peer address may have. There is no limit by default, since all
     * clients behind a proxy have one address.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Builder connectionsPerAddress(int value) {
      ServerSettings.builder().connectionsPerAddress(value);
      connectionsPerAddress = value;
      return this;
    }

    /**
     * Adds a service at a path.
     *
     * @param path starts with a slash
     * @throws IllegalArgumentException if there is something at the path already
     */
    public Builder endpoint(String path, Binding binding, Dispatcher operations) {
      return add(
          path,
          (outbound, workers) -> {
            MessageStack stack =
                outbound == null
                    ? binding.service(operations, faultMapper)
                    : binding.service(operations, faultMapper, outbound, workers);
            return binding.settings().handler(stack, limits);
          });
    }

    /**
     * Adds a service at a path whose stack was put together by hand. Its fault mapper is that of
     * the stack; its replies go back on the connection unless the stack says otherwise.
     *
     * @param path starts with a slash
     * @throws IllegalArgumentException if there is something at the path already
     */
    public Builder endpoint(String path, MessageStack stack) {
      return add(path, (outbound, workers) -> SoapHttpHandler.of(stack).withLimits(limits));
    }

    /**
     * Adds something else than a service at a path, such as a health check, or a {@link
     * SoapHttpHandler} with settings of its own.
     *
     * @param path starts with a slash
     * @throws IllegalArgumentException if there is something at the path already
     */
    public Builder endpoint(String path, HttpHandler handler) {
      return add(path, (outbound, workers) -> handler);
    }

    private Builder add(String path, Endpoint endpoint) {
      if (endpoints.putIfAbsent(path, endpoint) != null) {
        throw new IllegalArgumentException("Two endpoints have the path " + path);
      }
      return this;
    }

    /**
     * Lets replies and faults of all endpoints that have a binding go to the address that the
     * request asks for in ReplyTo or FaultTo, if the policy permits it. By default a request that
     * asks for another address than the connection or none is refused.
     */
    public Builder decoupledReplies(OutboundPolicy allowed) {
      policy = allowed;
      shared = null;
      return this;
    }

    /**
     * Does the same as {@link #decoupledReplies(OutboundPolicy)}, with channels that may be shared
     * and stay open when the host is closed.
     */
    public Builder decoupledReplies(OutboundChannels outbound) {
      shared = outbound;
      policy = null;
      return this;
    }

    /**
     * Sets how many requests whose replies leave on another connection are processed at a time; 32
     * by default.
     */
    public Builder decoupledThreads(int value) {
      decoupledThreads = value;
      return this;
    }

    /**
     * Sets how many such requests, which are in memory, may wait for a thread; 100 by default. More
     * are refused with EndpointUnavailable.
     */
    public Builder decoupledWaiting(int value) {
      decoupledWaiting = value;
      return this;
    }

    /**
     * Starts the host.
     *
     * @throws java.net.BindException if the address is in use or not of this machine
     * @throws IOException if it cannot listen for another reason
     * @throws IllegalStateException if no engine is named and Jetty is not on the class path
     */
    public ServiceHost start() throws IOException {
      OutboundChannels owned = policy == null ? null : OutboundChannels.start(policy);
      try {
        WorkerThreads workers =
            WorkerThreads.start("steatite-decoupled", decoupledThreads, decoupledWaiting);
        HttpHandler handler = middleware.around(router(owned == null ? shared : owned, workers));
        HttpServer server = engine.start(handler, settings());
        ServiceHost host = new ServiceHost(server, workers, grace, owned);
        if (closeOnShutdown) {
          host.closeOnShutdown();
        }
        return host;
      } catch (IOException | RuntimeException | Error e) {
        if (owned != null) {
          owned.close();
        }
        throw e;
      }
    }

    private ServerSettings settings() {
      ServerSettings.Builder settings =
          ServerSettings.builder()
              .address(new InetSocketAddress(address, port))
              .limits(limits)
              .grace(grace)
              .account(ResourceAccount.of("ServiceHost", memory, disk));
      if (concurrency != null) {
        settings.concurrency(concurrency);
      }
      if (connectionsPerAddress != null) {
        settings.connectionsPerAddress(connectionsPerAddress);
      }
      return settings.build();
    }

    private HttpRouter router(@Nullable OutboundChannels outbound, WorkerThreads workers) {
      HttpRouter router = HttpRouter.empty();
      for (Map.Entry<String, Endpoint> endpoint : endpoints.entrySet()) {
        router = router.route(endpoint.getKey(), endpoint.getValue().handler(outbound, workers));
      }
      return router;
    }

    /** Makes the handler of an endpoint when the host starts. */
    @FunctionalInterface
    private interface Endpoint {
      /**
       * Makes the handler.
       *
       * @param outbound channels for decoupled replies; null if there are none
       * @param workers process requests with decoupled replies
       */
      HttpHandler handler(@Nullable OutboundChannels outbound, WorkerThreads workers);
    }
  }
}
