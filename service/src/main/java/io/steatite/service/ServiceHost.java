package io.steatite.service;

import io.steatite.ResourceAccount;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.HttpHandler;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpRouter;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.OutboundPolicy;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.SoapHttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An embedded server with services on it, until it is closed. For other servers put a {@link
 * SoapHttpHandler} into their adapter. Safe for use by several threads.
 */
public final class ServiceHost implements AutoCloseable {
  private final HttpServer server;
  private final @Nullable OutboundChannels owned;

  private ServiceHost(HttpServer server, @Nullable OutboundChannels owned) {
    this.server = server;
    this.owned = owned;
  }

  /** A builder of hosts; without being told otherwise they listen on a free loopback port. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The address of something on this host.
   *
   * @param path starts with a slash
   */
  public URI address(String path) {
    return server.uri(path);
  }

  /** The socket address it listens at. */
  public InetSocketAddress socketAddress() {
    return server.socketAddress();
  }

  /** Lets calls under way end, then closes all connections. */
  @Override
  public void close() {
    server.close();
    if (owned != null) {
      owned.close();
    }
  }

  /** The server, its routes and their stacks. */
  @Override
  public String toString() {
    return server.toString();
  }

  /** Collects what a host has on it; not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private @Nullable OutboundChannels shared;
    private @Nullable OutboundPolicy policy;
    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port;
    private HttpLimits limits = HttpLimits.DEFAULT;
    private HttpEngine engine = DefaultEngine.INSTANCE;
    private Duration grace = Duration.ofSeconds(5);
    private long memory = Math.max(Runtime.getRuntime().maxMemory() / 4, 1 << 20);
    private long disk = 4L << 30;
    private @Nullable Integer concurrency;
    private @Nullable Integer connectionsPerAddress;

    private Builder() {}

    /** The address to listen at, if not the loopback one. */
    public Builder address(InetAddress value) {
      address = value;
      return this;
    }

    /** The port to listen on; 0 for a free one. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** The limits of all its endpoints but those whose binding has limits of its own. */
    public Builder limits(HttpLimits value) {
      limits = value;
      return this;
    }

    /**
     * The HTTP server to use, such as {@code JdkHttpServer.ENGINE}. By default it is Jetty, which
     * needs the artifact {@code org.eclipse.jetty:jetty-server}.
     */
    public Builder engine(HttpEngine value) {
      engine = value;
      return this;
    }

    /** How long closing waits for calls under way; five seconds by default. */
    public Builder grace(Duration value) {
      grace = value;
      return this;
    }

    /**
     * Bytes of memory that the messages under way may hold together; a quarter of the maximum heap
     * by default. A request beyond it is answered with 503, a message being read with a Receiver
     * fault.
     */
    public Builder memory(long bytes) {
      memory = bytes;
      return this;
    }

    /** Bytes of temporary files that the messages under way may hold together; 4 GiB by default. */
    public Builder disk(long bytes) {
      disk = bytes;
      return this;
    }

    /**
     * How many calls may run at a time; by default as many as {@link ServerSettings#concurrency}
     * says. Half of them may wait for slow peers.
     *
     * @throws IllegalArgumentException unless it is at least 2
     */
    public Builder concurrency(int value) {
      ServerSettings.builder().concurrency(value);
      concurrency = value;
      return this;
    }

    /**
     * How many connections one peer address may have; any number by default, since behind a proxy
     * all clients have one address.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Builder connectionsPerAddress(int value) {
      ServerSettings.builder().connectionsPerAddress(value);
      connectionsPerAddress = value;
      return this;
    }

    /**
     * A service at a path, spoken to as the binding says.
     *
     * @throws IllegalArgumentException if there is one already
     */
    public Builder endpoint(String path, Binding binding, Dispatcher operations) {
      return add(
          path,
          outbound ->
              binding.http(
                  outbound == null
                      ? binding.service(operations)
                      : binding.service(operations, outbound),
                  limits));
    }

    /**
     * A service at a path, with a stack of its own.
     *
     * @throws IllegalArgumentException if there is one already
     */
    public Builder endpoint(String path, MessageStack stack) {
      return add(path, outbound -> SoapHttpHandler.of(stack).withLimits(limits));
    }

    private Builder add(String path, Endpoint endpoint) {
      if (endpoints.putIfAbsent(path, endpoint) != null) {
        throw new IllegalArgumentException("Two services at " + path);
      }
      return this;
    }

    /**
     * Lets replies and faults of all endpoints that have a binding leave to where requests ask for
     * them (ReplyTo, FaultTo), as far as the policy permits. By default they go back on the
     * connection or nowhere, and every other request is refused.
     */
    public Builder decoupledReplies(OutboundPolicy allowed) {
      policy = allowed;
      shared = null;
      return this;
    }

    /** As with a policy, on channels that may be shared and stay open. */
    public Builder decoupledReplies(OutboundChannels outbound) {
      shared = outbound;
      policy = null;
      return this;
    }

    /**
     * The host, listening.
     *
     * @throws java.net.BindException if the address is in use or not of this machine
     * @throws IOException if it cannot listen for another reason
     * @throws IllegalStateException if no engine is named and Jetty is not on the class path
     */
    public ServiceHost start() throws IOException {
      OutboundChannels owned = policy == null ? null : OutboundChannels.start(policy);
      try {
        return new ServiceHost(
            engine.start(router(owned == null ? shared : owned), settings()), owned);
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

    private HttpRouter router(@Nullable OutboundChannels outbound) {
      HttpRouter router = HttpRouter.empty();
      for (Map.Entry<String, Endpoint> endpoint : endpoints.entrySet()) {
        router = router.route(endpoint.getKey(), endpoint.getValue().handler(outbound));
      }
      return router;
    }

    /** A service, once it is known whether its replies may leave elsewhere. */
    @FunctionalInterface
    private interface Endpoint {
      HttpHandler handler(@Nullable OutboundChannels outbound);
    }
  }
}
