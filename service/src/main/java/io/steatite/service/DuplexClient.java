package io.steatite.service;

import io.steatite.ResourceAccount;
import io.steatite.addressing.AddressingLayer;
import io.steatite.addressing.AddressingVersion;
import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.ReplyAddressPolicy;
import io.steatite.addressing.internal.CorrelationLayer;
import io.steatite.addressing.internal.PendingReplies;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.stack.Dispatcher;
import io.steatite.envelope.stack.Layer;
import io.steatite.envelope.stack.MessageHandler;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
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
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * A client with a listener: requests leave on one connection, their replies come in on another. WCF
 * calls this composite duplex; here it is without sessions (rule R3514).
 *
 * <p>All its channels share one listener at a path that cannot be guessed, and send its address as
 * ReplyTo. The listener takes replies, which are related to requests by RelatesTo, and messages
 * that services send without being asked, which go to the callbacks; without callbacks they are
 * refused. A two-way callback is answered on its connection. {@link Builder#decoupledReplies}
 * permits other addresses.
 *
 * <p>Safe for use by several threads. Closing it fails all calls under way.
 */
public final class DuplexClient implements AutoCloseable {
  private static final int POSTING = 32;
  private static final int WAITING = 100;

  private final Binding binding;
  private final Dispatcher callbacks;
  private final HttpLimits limits;
  private final HttpSender sender;
  private final boolean ownsSender;
  private final PendingReplies pending;
  private final AddressingLayer addressing;
  private final ChannelInstances instances;
  private final HttpServer listener;
  private final EndpointReference listening;

  /** Needs no bound on waiting tasks: there are at most two for each request under way. */
  private final WorkerThreads threads =
      WorkerThreads.start("steatite-duplex-client", POSTING, Integer.MAX_VALUE);

  /** Processes callbacks whose replies leave on another connection. */
  private final WorkerThreads decoupled;

  private DuplexClient(Builder builder, AddressingVersion version) throws IOException {
    String path = "/" + UUID.randomUUID();
    binding = builder.binding;
    callbacks = builder.callbacks;
    limits = builder.limits;
    pending = PendingReplies.atMost(builder.mostOutstanding);
    decoupled = WorkerThreads.start("steatite-decoupled", POSTING, WAITING);
    addressing = builder.addressing(path, decoupled);
    instances = new ChannelInstances(version);
    ownsSender = builder.sender == null;
    sender = builder.sender == null ? ApacheHttpSender.start(limits, false) : builder.sender;
    listener = listener(builder, path);
    listening = EndpointReference.of(builder.base(listener) + path);
  }

  /** Starts the listener. If it cannot, closes the HTTP client. */
  private HttpServer listener(Builder builder, String path) throws IOException {
    try {
      return builder.engine.start(
          HttpRouter.empty().route(path, binding.settings().handler(stack(), limits)),
          ServerSettings.builder()
              .address(new InetSocketAddress(builder.address, builder.port))
              .limits(limits)
              .account(
                  ResourceAccount.of(
                      "DuplexClient", ServiceHost.DEFAULT_MEMORY, ServiceHost.DEFAULT_DISK))
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

  /** Returns the stack of the listener. */
  private MessageStack stack() {
    return binding
        .settings()
        .stack()
        .dispatcher(callbacks)
        .layer(instances)
        .layer(CorrelationLayer.of(pending))
        .layer(addressing)
        .build();
  }

  /**
   * Starts a client with the default settings, which listens on a free loopback port and has no
   * callbacks.
   *
   * @throws IllegalArgumentException if the binding has no addressing
   * @throws IOException if it cannot listen
   */
  public static DuplexClient start(Binding binding) throws IOException {
    return builder(binding).start();
  }

  /** Returns a builder of clients with that binding. */
  public static Builder builder(Binding binding) {
    return new Builder(binding);
  }

  /** Returns a channel to a service, with the callbacks of the client. */
  public DuplexChannel channel(URI endpoint) {
    return channel(endpoint, callbacks);
  }

  /** Returns a channel to a service, with callbacks of its own. */
  public DuplexChannel channel(URI endpoint, Dispatcher own) {
    return channel(EndpointReference.of(endpoint.toString()), own);
  }

  /**
   * Returns a channel to an endpoint whose reference parameters become headers, with callbacks of
   * its own.
   *
   * @throws IllegalArgumentException if its address is not one of http or https
   */
  public DuplexChannel channel(EndpointReference endpoint, Dispatcher own) {
    BindingSettings settings = binding.settings();
    MessageStack stack =
        settings
            .stack()
            .layer(instances)
            .layer(settings.addressing().orElseThrow().destination(endpoint).build())
            .build();
    URI address = URI.create(endpoint.address());
    HttpRequestChannel http = settings.transport(address, stack, sender, limits);
    return new DuplexChannel(this, stack, http, instances.add(listening, callbacks(own)));
  }

  /** Returns the handler of callbacks, which have passed the layers of the listener already. */
  private MessageHandler callbacks(Dispatcher own) {
    return binding
        .settings()
        .stack()
        .dispatcher(own)
        .layer(new PassedLayer(instances))
        .layer(new PassedLayer(addressing))
        .build();
  }

  /** Reports the wrapped layer's headers as understood; that layer has already run. */
  private record PassedLayer(Layer layer) implements Layer {
    @Override
    public boolean understands(QName header) {
      return layer.understands(header);
    }

    @Override
    public MessageHandler handler(MessageHandler next) {
      return next;
    }

    @Override
    public RequestChannel channel(RequestChannel next) {
      return next;
    }
  }

  SoapVersion soapVersion() {
    return binding.soapVersion();
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

  /** Returns how many calls wait for their replies. */
  public int outstanding() {
    return pending.size();
  }

  @Override
  public void close() {
    pending.close();
    listener.close();
    threads.close();
    decoupled.close();
    closeSender();
  }

  /** Returns the address of the listener and the number of pending replies. */
  @Override
  public String toString() {
    return "duplex client at " + listening + ", " + pending;
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

    /** Sets the operations that services may call on channels without callbacks of their own. */
    public Builder callbacks(Dispatcher value) {
      callbacks = value;
      return this;
    }

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

    /**
     * Sets the address at which services reach the root of the listener, if it is not the address
     * that the client listens at: behind a proxy, or if it listens on all interfaces.
     */
    public Builder reachableAt(URI value) {
      reachableAt = value;
      return this;
    }

    /** Sets limits on HTTP messages, and the time limit of calls that have no deadline. */
    public Builder limits(HttpLimits value) {
      limits = value;
      return this;
    }

    /** Sets how many calls may wait for their replies at a time; 10,000 by default. */
    public Builder mostOutstanding(int value) {
      mostOutstanding = value;
      return this;
    }

    /**
     * Sets the HTTP server to listen with. The default is Jetty, which needs the artifact {@code
     * org.eclipse.jetty:jetty-server}.
     */
    public Builder engine(HttpEngine value) {
      engine = value;
      return this;
    }

    /** Sets the HTTP client to send with, which may be shared and stays open. */
    public Builder sender(HttpSender value) {
      sender = value;
      return this;
    }

    /**
     * Lets replies to two-way callbacks go to the address that the callback asks for in ReplyTo, on
     * channels that may be shared and stay open.
     */
    public Builder decoupledReplies(OutboundChannels value) {
      outbound = value;
      return this;
    }

    /**
     * Starts the client.
     *
     * @throws IllegalArgumentException if the binding has no addressing, or the client listens on
     *     all interfaces and {@link #reachableAt} is not set
     * @throws IOException if it cannot listen at the address
     */
    public DuplexClient start() throws IOException {
      if (reachableAt == null && address.isAnyLocalAddress()) {
        throw new IllegalArgumentException(
            "A client that listens on all interfaces needs an address for others: call"
                + " reachableAt(...)");
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

    /**
     * Returns the layer of the listener. It takes every To that ends in the path, which cannot be
     * guessed, since a proxy may change the rest.
     */
    private AddressingLayer addressing(String path, WorkerThreads decoupled) {
      AddressingLayer.Builder layer =
          binding
              .settings()
              .addressing()
              .orElseThrow()
              .replyAddresses(ReplyAddressPolicy.ANY)
              .addressFilter((to, receivedAt) -> to.endsWith(path));
      if (outbound != null) {
        layer.decoupledReplies(outbound.routes(binding), decoupled);
      }
      return layer.build();
    }

    private String base(HttpServer listener) {
      String base = reachableAt == null ? listener.uri("").toString() : reachableAt.toString();
      return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
  }
}
