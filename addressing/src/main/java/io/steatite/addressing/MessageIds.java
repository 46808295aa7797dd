package io.steatite.addressing;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes message ids, {@code urn:uuid:} and a version 4 UUID. Safe for use by several threads.
 *
 * <p>Where a reply comes back on the connection of its request, an id is a name and nothing more:
 * {@link #next}. Where replies come on connections of their own, whoever can name the id can
 * answer: {@link #unguessable}.
 */
public final class MessageIds {
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long COUNTER_BITS = 0x3fff_ffff_ffff_ffffL;

  private static final UUID SEED = UUID.randomUUID();
  private static final AtomicLong COUNTER = new AtomicLong(SEED.getLeastSignificantBits());

  private MessageIds() {}

  /**
   * A new id, without waiting for anyone.
   *
   * <p>{@link UUID#randomUUID} asks a SecureRandom behind a lock each time, which measured three to
   * five times as long, and longer the more threads ask. Here it is asked once: its UUID gives the
   * process 60 random bits of its own and a random place among 2^62 to count from. Ids are thus
   * unique in the process by construction and between processes by chance, as all random UUIDs are;
   * but, knowing one, the next can be guessed.
   */
  public static String next() {
    long count = COUNTER.getAndIncrement() & COUNTER_BITS;
    return "urn:uuid:" + new UUID(SEED.getMostSignificantBits(), VARIANT | count);
  }

  /** A new id that nobody can guess, with 122 bits from a SecureRandom. */
  public static String unguessable() {
    return "urn:uuid:" + UUID.randomUUID();
  }
}
