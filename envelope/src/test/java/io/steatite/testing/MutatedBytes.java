package io.steatite.testing;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A valid input that was damaged. Readers must handle it without hanging, leaking resources or
 * running out of memory.
 *
 * <p>Meant as the source of parameterized tests. {@link #toString()} describes the damage and is
 * used as the display name. The same original, seed and count give the same mutations on every JDK.
 */
public final class MutatedBytes {

  private final String what;
  private final byte[] bytes;

  private MutatedBytes(String what, byte[] bytes) {
    this.what = what;
    this.bytes = bytes;
  }

  /**
   * Returns truncations, flipped bits, duplicated slices and removed slices, in turn.
   *
   * @param original the valid input, not empty
   * @param seed determines the position of each mutation
   * @param count the number of mutations
   */
  public static Stream<MutatedBytes> of(byte[] original, long seed, int count) {
    if (original.length == 0) {
      throw new IllegalArgumentException("An empty input cannot be mutated");
    }
    byte[] good = original.clone();
    Random random = new Random(seed);
    return IntStream.range(0, count).sequential().mapToObj(i -> mutate(good, i % 4, random));
  }

  /** Returns every proper prefix of the original, from empty to one byte short. */
  public static Stream<MutatedBytes> truncations(byte[] original) {
    byte[] good = original.clone();
    return IntStream.range(0, good.length).mapToObj(length -> truncated(good, length));
  }

  /** Returns the damaged input, a new copy for each call. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Describes the mutation and its position. */
  @Override
  public String toString() {
    return what;
  }

  private static MutatedBytes mutate(byte[] good, int kind, Random random) {
    if (kind == 0) {
      return truncated(good, random.nextInt(good.length));
    }
    if (kind == 1) {
      return flipped(good, random.nextInt(good.length), random.nextInt(8));
    }
    int from = random.nextInt(good.length);
    int to = from + 1 + random.nextInt(good.length - from);
    return kind == 2 ? doubled(good, from, to) : removed(good, from, to);
  }

  private static MutatedBytes truncated(byte[] good, int length) {
    return new MutatedBytes("truncated to " + length, joined(good, 0, length, length, length));
  }

  private static MutatedBytes flipped(byte[] good, int at, int bit) {
    byte[] changed = good.clone();
    changed[at] ^= (byte) (1 << bit);
    return new MutatedBytes("bit " + bit + " flipped at " + at, changed);
  }

  private static MutatedBytes doubled(byte[] good, int from, int to) {
    return new MutatedBytes(
        "doubled [" + from + ", " + to + ")", joined(good, 0, to, from, good.length));
  }

  private static MutatedBytes removed(byte[] good, int from, int to) {
    return new MutatedBytes(
        "removed [" + from + ", " + to + ")", joined(good, 0, from, to, good.length));
  }

  /** Returns the slices {@code [from1, to1)} and {@code [from2, to2)}, concatenated. */
  private static byte[] joined(byte[] good, int from1, int to1, int from2, int to2) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(good, from1, to1 - from1);
    out.write(good, from2, to2 - from2);
    return out.toByteArray();
  }
}
