package io.steatite.transport.http;

import java.time.Duration;

/**
 * How much one HTTP message may be and how long things may take. Every value is finite by default;
 * whoever wants no limit spells it with {@link #UNLIMITED} or {@link #FOREVER}.
 *
 * <p>To take larger messages: {@code HttpLimits.builder().body(1L << 30).build()}, given to the
 * handler or the channel. What is in a message has limits of its own, such as {@code XmlLimits}.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @param body bytes of one request or response body as they travel, without transfer coding
 * @param decodedBody bytes of one body without its content coding, if it has one, such as gzip
 * @param decodedRatio how many times longer than it travelled a body may be without its content
 *     coding; looked at from the second MiB on
 * @param headerFields lines in one head, as far as the server or client lets us enforce it
 * @param headerBytes bytes of all names and values in one head, as far as we can enforce it
 * @param deadline for one exchange from its first byte to its last; on a client for calls that
 *     bring no deadline of their own
 * @param connect for reaching a server
 * @param idle for a connection without a request, before it is closed
 */
public record HttpLimits(
    long body,
    long decodedBody,
    int decodedRatio,
    int headerFields,
    int headerBytes,
    Duration deadline,
    Duration connect,
    Duration idle) {

  /** Stands for "no limit" on bytes. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Stands for "no limit" on time: a hundred years. */
  public static final Duration FOREVER = Duration.ofDays(36_500);

  /**
   * Bodies of 64 MiB, with or without content coding, which may shorten them to a 200th; 100 header
   * lines of 64 KiB together; a minute for an exchange, ten seconds to connect, 30 idle.
   */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          1 << 26,
          1 << 26,
          200,
          100,
          1 << 16,
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  /** Checks that every limit is positive. */
  public HttpLimits {
    positive(body, "body");
    positive(decodedBody, "decodedBody");
    positive(decodedRatio, "decodedRatio");
    positive(headerFields, "headerFields");
    positive(headerBytes, "headerBytes");
    positive(deadline.toMillis(), "deadline");
    positive(connect.toMillis(), "connect");
    positive(idle.toMillis(), "idle");
  }

  private static void positive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException("HttpLimits." + name + " must be positive, was " + value);
    }
  }

  /** A builder that starts from the default limits. */
  public static Builder builder() {
    return DEFAULT.toBuilder();
  }

  /** A builder that starts from these limits. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects limits; not safe for use by several threads. */
  public static final class Builder {
    private long body;
    private long decodedBody;
    private int decodedRatio;
    private int headerFields;
    private int headerBytes;
    private Duration deadline;
    private Duration connect;
    private Duration idle;

    private Builder(HttpLimits from) {
      body = from.body;
      decodedBody = from.decodedBody;
      decodedRatio = from.decodedRatio;
      headerFields = from.headerFields;
      headerBytes = from.headerBytes;
      deadline = from.deadline;
      connect = from.connect;
      idle = from.idle;
    }

    /** Bytes of one body as they travel. */
    public Builder body(long value) {
      body = value;
      return this;
    }

    /** Bytes of one body without its content coding. */
    public Builder decodedBody(long value) {
      decodedBody = value;
      return this;
    }

    /** How many times longer a body may be without its content coding. */
    public Builder decodedRatio(int value) {
      decodedRatio = value;
      return this;
    }

    /** Lines in one head. */
    public Builder headerFields(int value) {
      headerFields = value;
      return this;
    }

    /** Bytes of all names and values in one head. */
    public Builder headerBytes(int value) {
      headerBytes = value;
      return this;
    }

    /** Time for one exchange. */
    public Builder deadline(Duration value) {
      deadline = value;
      return this;
    }

    /** Time for reaching a server. */
    public Builder connect(Duration value) {
      connect = value;
      return this;
    }

    /** Time for a connection without a request. */
    public Builder idle(Duration value) {
      idle = value;
      return this;
    }

    /** The limits collected so far. */
    public HttpLimits build() {
      return new HttpLimits(
          body, decodedBody, decodedRatio, headerFields, headerBytes, deadline, connect, idle);
    }
  }
}
