package io.steatite.transport.http;

import java.time.Duration;

/**
 * Limits on the size of HTTP messages and on the time of exchanges. Every value is finite by
 * default; {@link #UNLIMITED} and {@link #FOREVER} switch a limit off.
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
 * @param deadline on a client: time for one call from its first byte to its last, if the call has
 *     no deadline of its own
 * @param receiving on a server: time spent waiting for the bytes of one request, head and body each
 * @param processing on a server: time for the operation, from its start to its reply, without the
 *     time spent waiting for the peer; then its thread is interrupted
 * @param sending on a server: time spent waiting for the peer to take the bytes of one response
 * @param progressRate on a server: bytes per second that a peer must send or take on average,
 *     counted while the server waits for it
 * @param progressGrace on a server: time that a peer may keep the server waiting in addition
 * @param drainBytes on a server: so many bytes of a request body that the operation has not read
 *     are read and dropped to use the connection again; if more are left, the response closes it
 * @param drainTime on a server: time in which what is left of a request is dropped
 * @param connect on a client: time for reaching a server
 * @param idle time for a connection without a request, before a client closes it; a server waits
 *     five seconds longer, so that no request meets a connection being closed
 */
public record HttpLimits(
    long body,
    long decodedBody,
    int decodedRatio,
    int headerFields,
    int headerBytes,
    Duration deadline,
    Duration receiving,
    Duration processing,
    Duration sending,
    int progressRate,
    Duration progressGrace,
    long drainBytes,
    Duration drainTime,
    Duration connect,
    Duration idle) {

  /** Stands for "no limit" on bytes. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Stands for "no limit" on time: a hundred years. */
  public static final Duration FOREVER = Duration.ofDays(36_500);

  /**
   * Bodies of 64 MiB, with or without content coding, at most 200:1 inflation; 100 header lines of
   * 64 KiB together. A minute for a call, and on the server for receiving, processing and sending
   * each; 240 bytes per second after 5 seconds; 1 MiB and 5 seconds for draining. 10 seconds to
   * connect, 30 idle.
   */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          1 << 26,
          1 << 26,
          200,
          100,
          1 << 16,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          240,
          Duration.ofSeconds(5),
          1 << 20,
          Duration.ofSeconds(5),
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
    positive(receiving.toMillis(), "receiving");
    positive(processing.toMillis(), "processing");
    positive(sending.toMillis(), "sending");
    positive(progressRate, "progressRate");
    positive(progressGrace.toMillis(), "progressGrace");
    positive(drainBytes, "drainBytes");
    positive(drainTime.toMillis(), "drainTime");
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
    private Duration receiving;
    private Duration processing;
    private Duration sending;
    private int progressRate;
    private Duration progressGrace;
    private long drainBytes;
    private Duration drainTime;
    private Duration connect;
    private Duration idle;

    private Builder(HttpLimits from) {
      body = from.body;
      decodedBody = from.decodedBody;
      decodedRatio = from.decodedRatio;
      headerFields = from.headerFields;
      headerBytes = from.headerBytes;
      deadline = from.deadline;
      receiving = from.receiving;
      processing = from.processing;
      sending = from.sending;
      progressRate = from.progressRate;
      progressGrace = from.progressGrace;
      drainBytes = from.drainBytes;
      drainTime = from.drainTime;
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

    /** Time for one call of a client. */
    public Builder deadline(Duration value) {
      deadline = value;
      return this;
    }

    /** Time a server waits for the bytes of one request. */
    public Builder receiving(Duration value) {
      receiving = value;
      return this;
    }

    /** Time a server gives an operation. */
    public Builder processing(Duration value) {
      processing = value;
      return this;
    }

    /** Time a server waits for the peer to take one response. */
    public Builder sending(Duration value) {
      sending = value;
      return this;
    }

    /** Bytes per second that a peer of a server must send or take. */
    public Builder progressRate(int value) {
      progressRate = value;
      return this;
    }

    /** Time that a peer of a server may need beside the rate. */
    public Builder progressGrace(Duration value) {
      progressGrace = value;
      return this;
    }

    /** Bytes of an unread request body that a server reads and drops. */
    public Builder drainBytes(long value) {
      drainBytes = value;
      return this;
    }

    /** Time a server spends on that. */
    public Builder drainTime(Duration value) {
      drainTime = value;
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
          body,
          decodedBody,
          decodedRatio,
          headerFields,
          headerBytes,
          deadline,
          receiving,
          processing,
          sending,
          progressRate,
          progressGrace,
          drainBytes,
          drainTime,
          connect,
          idle);
    }
  }
}
