package io.steatite.transport.http;

import io.steatite.ResourceAccount;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link HttpEngine} needs to know beside the handler. Immutable, safe for use by several
 * threads, as far as the account is.
 */
public final class ServerSettings {
  /** A free port of the loopback interface, the default limits, no account. */
  public static final ServerSettings DEFAULT = builder().build();

  private final InetSocketAddress address;
  private final HttpLimits limits;
  private final Duration grace;
  private final ResourceAccount account;
  private final @Nullable Integer concurrency;
  private final @Nullable Integer connectionsPerAddress;

  private ServerSettings(Builder builder) {
    address = builder.address;
    limits = builder.limits;
    grace = builder.grace;
    account = builder.account;
    concurrency = builder.concurrency;
    connectionsPerAddress = builder.connectionsPerAddress;
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where to listen; port 0 stands for a free one. */
  public InetSocketAddress address() {
    return address;
  }

  /** The limits on heads and time; those on bodies are the handler's. */
  public HttpLimits limits() {
    return limits;
  }

  /** How long closing waits for exchanges under way. */
  public Duration grace() {
    return grace;
  }

  /** The account of the host, which what its connections and exchanges hold is taken from. */
  public ResourceAccount account() {
    return account;
  }

  /**
   * How many exchanges may run in the handler at a time; half as many may wait there for a slow
   * peer. Empty: 200 on platform threads, 1000 on virtual threads.
   */
  public OptionalInt concurrency() {
    return concurrency == null ? OptionalInt.empty() : OptionalInt.of(concurrency);
  }

  /**
   * How many connections one peer address may have. Empty: any number, since behind a proxy all
   * clients have one address.
   */
  public OptionalInt connectionsPerAddress() {
    return connectionsPerAddress == null
        ? OptionalInt.empty()
        : OptionalInt.of(connectionsPerAddress);
  }

  @Override
  public String toString() {
    return "HTTP on " + address + ", " + limits;
  }

  /** Collects settings; not safe for use by several threads. */
  public static final class Builder {
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private HttpLimits limits = HttpLimits.DEFAULT;
    private Duration grace = Duration.ofSeconds(5);
    private ResourceAccount account = ResourceAccount.unlimited();
    private @Nullable Integer concurrency;
    private @Nullable Integer connectionsPerAddress;

    private Builder() {}

    /** Where to listen; port 0 for a free one. A free port of the loopback interface by default. */
    public Builder address(InetSocketAddress value) {
      address = value;
      return this;
    }

    /** The limits on heads and time. */
    public Builder limits(HttpLimits value) {
      limits = value;
      return this;
    }

    /** How long closing waits for exchanges under way; five seconds by default. */
    public Builder grace(Duration value) {
      grace = value;
      return this;
    }

    /** The account of the host; unlimited by default. */
    public Builder account(ResourceAccount value) {
      account = value;
      return this;
    }

    /**
     * How many exchanges may run in the handler at a time.
     *
     * @throws IllegalArgumentException unless it is at least 2
     */
    public Builder concurrency(int value) {
      concurrency = atLeast(2, value, "concurrency");
      return this;
    }

    /**
     * How many connections one peer address may have.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Builder connectionsPerAddress(int value) {
      connectionsPerAddress = atLeast(1, value, "connectionsPerAddress");
      return this;
    }

    private static int atLeast(int least, int value, String name) {
      if (value < least) {
        throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
      }
      return value;
    }

    /** The settings collected so far. */
    public ServerSettings build() {
      return new ServerSettings(this);
    }
  }
}
