package io.steatite.addressing;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates message ids: {@code urn:uuid:} and a version 4 UUID. Safe for use by several threads.
 *
 * <p>If replies return on the connection of the request, an id only has to be unique: use {@link
 * #next}. If replies arrive on other connections, a peer that can guess an id can forge the reply:
 * use {@link #unguessable}.
 */
public final class MessageIds {
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long COUNTER_BITS = 0x3fff_ffff_ffff_ffffL;

  private static final UUID SEED = UUID.randomUUID();
  private static final AtomicLong COUNTER = new AtomicLong(SEED.getLeastSignificantBits());

  private MessageIds() {}

  /**
   * Returns a new id. It is unique, but someone who knows one id of this process can guess the
   * next.
   *
   * <p>{@link UUID#randomUUID} uses a SecureRandom behind a lock for each UUID, which measured
   * three to five times slower, and slower still with more threads. This method uses it once: that
   * UUID provides 60 random bits for the process, and a random start for a counter of 62 bits. So
   * ids are unique within the process by construction, and between processes with the probability
   * of random UUIDs.
   */
  public static String next() {
    long count = COUNTER.getAndIncrement() & COUNTER_BITS;
    return "urn:uuid:" + new UUID(SEED.getMostSignificantBits(), VARIANT | count);
  }

  /** Returns a new id that cannot be guessed: it has 122 bits from a SecureRandom. */
  public static String unguessable() {
    return "urn:uuid:" + UUID.randomUUID();
  }
}
