package io.steatite.service;

import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.CorrelationLayer;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.PendingReplies;
import io.steatite.addressing.ReplyAddresses;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.transport.http.HttpEngine;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpRequestChannel;
import io.steatite.transport.http.HttpRouter;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.HttpServer;
import io.steatite.transport.http.ServerSettings;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A client that listens: requests go out on one connection, their replies come in on another. What
 * WCF calls composite duplex, without sessions (rule R3514).
 *
 * <p>All its channels share a listener at a path that nobody can guess, which they give as ReplyTo.
 * On it come replies, which RelatesTo relates to requests under way, and messages that services
 * send of their own accord, which go to the callbacks; without callbacks they are refused. A
 * two-way callback is answered on the connection it came on, and elsewhere only if that was
 * allowed.
 *
 * <p>Safe for use by several threads. Closing it fails all calls under way and frees everything.
 */
public final class DuplexClient implements AutoCloseable {
  private static final int POSTING = 32;

  private final Binding binding;
  private final Dispatcher callbacks;
  private final HttpLimits limits;
  private final HttpSender sender;
  private final boolean ownsSender;
  private final PendingReplies pending;
  private final AddressingVersion version;
  private final AddressingLayer addressing;
  private final ChannelInstances instances;
  private final HttpServer listener;
  private final EndpointReference address;

  /** As many tasks may wait as there are requests under way, and one for each request's end. */
  private final ThreadPoolExecutor threads =
      WorkerThreads.start("steatite-duplex-client", POSTING, Integer.MAX_VALUE);

  private DuplexClient(Builder builder, AddressingVersion version) throws IOException {
    String path = "/" + UUID.randomUUID();
    binding = builder.binding;
    callbacks = builder.callbacks;
    limits = builder.limits;
    this.version = version;
    pending = PendingReplies.atMost(builder.mostOutstanding);
    addressing = builder.addressing(path);
    instances = new ChannelInstances(version);
    ownsSender = builder.sender == null;
    sender = builder.sender == null ? ApacheHttpSender.start(limits, false) : builder.sender;
    listener = listener(builder, path);
    address = EndpointReference.of(builder.base(listener) + path);
  }

  /** Listens; closes what is open if it cannot. */
  private HttpServer listener(Builder builder, String path) throws IOException {
    try {
      return builder.engine.start(
          HttpRouter.empty().route(path, binding.http(stack(), limits)),
          ServerSettings.builder()
              .address(new InetSocketAddress(builder.address, builder.port))
              .limits(limits)
              .build());
    } catch (IOException | RuntimeException | Error e) {
      closeSender();
      throw e;
    }
  }

  private void closeSender() {
    if (ownsSender) {
      sender.close();
    }
  }

  /** The inbound pipeline of the listener. */
  private MessageStack stack() {
    return binding
        .stack()
        .dispatcher(callbacks)
        .layer(instances)
        .layer(CorrelationLayer.of(pending))
        .layer(addressing)
        .build();
  }

  /**
   * A client with the default settings: listening on a free loopback port, without callbacks.
   *
   * @throws IllegalArgumentException if the binding has no addressing
   * @throws IOException if it cannot listen
   */
  public static DuplexClient start(Binding binding) throws IOException {
    return builder(binding).start();
  }

  /** A builder of clients that speak so. */
  public static Builder builder(Binding binding) {
    return new Builder(binding);
  }

  /** A channel to a service, whose callbacks are those of the client. */
  public DuplexChannel channel(URI endpoint) {
    return channel(endpoint, callbacks);
  }

  /** A channel to a service, with callbacks of its own. */
  public DuplexChannel channel(URI endpoint, Dispatcher own) {
    return channel(EndpointReference.of(endpoint.toString()), own);
  }

  /**
   * A channel to an endpoint whose reference parameters become headers, with callbacks of its own.
   *
   * @throws IllegalArgumentException if its address is none of http or https
   */
  public DuplexChannel channel(EndpointReference endpoint, Dispatcher own) {
    MessageStack stack =
        binding
            .stack()
            .layer(instances)
            .layer(binding.layer().orElseThrow().destination(endpoint).build())
            .build();
    HttpRequestChannel http = binding.http(URI.create(endpoint.address()), stack, sender, limits);
    return new DuplexChannel(this, stack, http, instances.add(address, callbacks(own)));
  }

  /** What takes callbacks, once they have passed the listener's own layers. */
  private MessageHandler callbacks(Dispatcher own) {
    return binding
        .stack()
        .dispatcher(own)
        .layer(new Understanding(instances))
        .layer(new Understanding(addressing))
        .build();
  }

  PendingReplies pending() {
    return pending;
  }

  Executor threads() {
    return threads;
  }

  Duration deadline() {
    return limits.deadline();
  }

  /** How many calls wait for their replies. */
  public int outstanding() {
    return pending.size();
  }

  @Override
  public void close() {
    pending.close();
    listener.close();
    threads.shutdown();
    closeSender();
  }

  /** Where it listens. */
  @Override
  public String toString() {
    return "duplex client at " + address + ", " + pending;
  }

  /** Collects settings; not safe for use by several threads. */
  public static final class Builder {
    private final Binding binding;
    private Dispatcher callbacks = Dispatcher.of();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port;
    private @Nullable URI reachableAt;
    private HttpLimits limits = HttpLimits.DEFAULT;
    private HttpEngine engine = DefaultEngine.INSTANCE;
    private int mostOutstanding = 10_000;
    private @Nullable HttpSender sender;
    private @Nullable OutboundChannels outbound;

    private Builder(Binding binding) {
      this.binding = binding;
    }

    /** What services may ask of us: the callbacks of channels that have none of their own. */
    public Builder callbacks(Dispatcher value) {
      callbacks = value;
      return this;
    }

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

    /**
     * The address under which others reach the root of the listener, where that is not the one it
     * listens at: behind a proxy, or if it listens on all interfaces.
     */
    public Builder reachableAt(URI value) {
      reachableAt = value;
      return this;
    }

    /** Limits on messages and heads, both ways, and on calls that bring no deadline. */
    public Builder limits(HttpLimits value) {
      limits = value;
      return this;
    }

    /** How many calls may wait for their replies at a time; 10 000 by default. */
    public Builder mostOutstanding(int value) {
      mostOutstanding = value;
      return this;
    }

    /**
     * The HTTP server to listen with. By default it is Jetty, which needs the artifact {@code
     * org.eclipse.jetty:jetty-server}.
     */
    public Builder engine(HttpEngine value) {
      engine = value;
      return this;
    }

    /** Sends with this, which may be shared and stays open, and not with a client of its own. */
    public Builder sender(HttpSender value) {
      sender = value;
      return this;
    }

    /** Lets the replies to two-way callbacks leave elsewhere, on channels that stay open. */
    public Builder decoupledReplies(OutboundChannels value) {
      outbound = value;
      return this;
    }

    /**
     * The client, listening.
     *
     * @throws IllegalArgumentException if the binding has no addressing, or the client listens on
     *     all interfaces and nobody said where others reach it
     * @throws IOException if it cannot listen there
     */
    public DuplexClient start() throws IOException {
      if (reachableAt == null && address.isAnyLocalAddress()) {
        throw new IllegalArgumentException(
            "Listening on all interfaces, others need an address: call reachableAt(...)");
      }
      return new DuplexClient(
          this,
          binding
              .addressingVersion()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "Duplex needs addressing, the binding has none: " + binding)));
    }

    /** To is ours if it ends in a path that nobody else can know; a proxy may change the rest. */
    private AddressingLayer addressing(String path) {
      AddressingLayer.Builder layer =
          binding
              .layer()
              .orElseThrow()
              .replyAddresses(ReplyAddresses.ANY)
              .addressFilter((to, receivedAt) -> to.endsWith(path));
      if (outbound != null) {
        layer.decoupledReplies(outbound.routes(binding), outbound.executor());
      }
      return layer.build();
    }

    private String base(HttpServer listener) {
      String base = reachableAt == null ? listener.uri("").toString() : reachableAt.toString();
      return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
  }
}
