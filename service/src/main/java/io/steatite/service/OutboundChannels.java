package io.steatite.service;

import io.steatite.addressing.EndpointReference;
import io.steatite.addressing.ReplyRoutes;
import io.steatite.envelope.stack.MessageStack;
import io.steatite.envelope.stack.RequestChannel;
import io.steatite.internal.LogText;
import io.steatite.transport.http.ForbiddenDestinationException;
import io.steatite.transport.http.HttpLimits;
import io.steatite.transport.http.HttpSender;
import io.steatite.transport.http.OutboundPolicy;
import io.steatite.transport.http.apache.ApacheHttpSender;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Channels over HTTP to addresses that somebody else chose, as far as a policy permits: replies
 * that leave elsewhere, and what a service says to a client that told it where it listens.
 *
 * <p>Holds the connections, and the threads on which requests are processed whose replies leave
 * elsewhere; so one is shared by all that may send to the same places. Safe for use by several
 * threads.
 */
public final class OutboundChannels implements AutoCloseable {
  private static final Logger LOG = System.getLogger(OutboundChannels.class.getName());

  private final OutboundPolicy policy;
  private final HttpLimits limits;
  private final Duration grace;
  private final HttpSender sender;
  private final ThreadPoolExecutor threads;

  private OutboundChannels(Builder builder) {
    policy = builder.policy;
    limits = builder.limits;
    grace = builder.grace;
    sender = ApacheHttpSender.guarded(policy, limits);
    threads = WorkerThreads.start("steatite-decoupled", builder.threads, builder.waiting);
  }

  /** Channels to where a policy permits, with the default settings. */
  public static OutboundChannels start(OutboundPolicy policy) {
    return builder(policy).start();
  }

  /** A builder for channels to where a policy permits. */
  public static Builder builder(OutboundPolicy policy) {
    return new Builder(policy);
  }

  /**
   * A channel to an endpoint, such as the ReplyTo of a client that listens: for messages it did not
   * ask for, one-way or not. The reference parameters of the endpoint become headers.
   *
   * @param binding how it is spoken to
   * @param endpoint from the properties of a request or from somewhere else; closing the channel
   *     leaves the connections open
   * @throws ForbiddenDestinationException if the policy does not permit it
   * @throws IllegalArgumentException if a reference parameter poses as a header of SOAP, addressing
   *     or security
   */
  public RequestChannel channel(Binding binding, EndpointReference endpoint)
      throws ForbiddenDestinationException {
    MessageStack stack = binding.client(endpoint.requireHarmless());
    return stack.channel(binding.http(policy.check(endpoint.address()), stack, sender, limits));
  }

  /**
   * The ways on which replies may leave that are written as the binding says, for a stack put
   * together by hand.
   */
  public ReplyRoutes routes(Binding binding) {
    MessageStack encoders = binding.stack().build();
    return address -> {
      try {
        return Optional.of(binding.http(policy.check(address), encoders, sender, limits));
      } catch (ForbiddenDestinationException e) {
        LOG.log(
            Level.INFO,
            () -> "A request wants its reply elsewhere: " + LogText.of("" + e.getMessage()));
        return Optional.empty();
      }
    };
  }

  /** Where requests are processed whose replies leave elsewhere; rejects when too many wait. */
  public Executor executor() {
    return threads;
  }

  /** Lets what was accepted be finished, for as long as the builder was told, then closes all. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        int lost = threads.shutdownNow().size();
        LOG.log(Level.WARNING, () -> "Closed with accepted requests unfinished, waiting: " + lost);
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      sender.close();
    }
  }

  /** The policy. */
  @Override
  public String toString() {
    return policy.toString();
  }

  /** Collects settings; not safe for use by several threads. */
  public static final class Builder {
    private final OutboundPolicy policy;
    private HttpLimits limits = HttpLimits.DEFAULT;
    private Duration grace = Duration.ofSeconds(5);
    private int threads = 32;
    private int waiting = 100;

    private Builder(OutboundPolicy policy) {
      this.policy = policy;
    }

    /** Limits on connecting, on what comes back, and on calls that bring no deadline. */
    public Builder limits(HttpLimits value) {
      limits = value;
      return this;
    }

    /** How long closing waits for requests that were accepted; five seconds by default. */
    public Builder grace(Duration value) {
      grace = value;
      return this;
    }

    /** How many requests are processed at a time whose replies leave elsewhere; 32 by default. */
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /**
     * How many such requests, taken into memory, may wait for a thread; 100 by default. More are
     * told to come back later.
     */
    public Builder waiting(int value) {
      waiting = value;
      return this;
    }

    /** The channels. */
    public OutboundChannels start() {
      return new OutboundChannels(this);
    }
  }
}
