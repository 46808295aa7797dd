package io.steatite.envelope.xml;

import java.security.SecureRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of interned names that are looked up by characters in a buffer.
 *
 * <p>Woodstox's own table uses a hash like {@code String.hashCode}. A peer can send names with
 * equal hashes, and lookup becomes linear: 6 MB of such names cost most of a minute of CPU time,
 * and the time grows quadratically. This set uses a random secret in every step of the hash, so
 * that a peer cannot create collisions.
 *
 * <p>Not safe for use by several threads while names are added.
 */
final class NameSet {
  private static final int SMALLEST = 64;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long START = RANDOM.nextLong();
  private static final long FACTOR = RANDOM.nextLong() | 1;

  /** A hash table with open addressing, at most half full. The length is a power of two. */
  private String[] names;

  private int[] hashes;
  private int count;
  private int characters;

  NameSet() {
    this(new String[SMALLEST], new int[SMALLEST], 0, 0);
  }

  private NameSet(String[] names, int[] hashes, int count, int characters) {
    this.names = names;
    this.hashes = hashes;
    this.count = count;
    this.characters = characters;
  }

  NameSet copy() {
    return new NameSet(names.clone(), hashes.clone(), count, characters);
  }

  static int hash(String name) {
    return hash(name.toCharArray(), 0, name.length());
  }

  /**
   * Hashes characters. Processes two characters in a step: with four, a difference in the highest
   * bit would remain the highest bit in each step for any secret, and the next step could cancel
   * it.
   */
  static int hash(char[] buffer, int start, int length) {
    long hash = START;
    int end = start + length;
    int i = start;
    for (; i + 1 < end; i += 2) {
      hash = step(hash, buffer[i] | (long) buffer[i + 1] << 16);
    }
    return (int) (i < end ? step(hash, buffer[i]) : hash);
  }

  private static long step(long hash, long characters) {
    long next = (hash ^ characters) * FACTOR;
    return next ^ next >>> 32;
  }

  /** Returns the name in the buffer, or null if it is not in this set. */
  @Nullable String get(char[] buffer, int start, int length, int hash) {
    return names[place(buffer, start, length, hash)];
  }

  /** Returns the name in the buffer; adds it if it is not in this set. */
  String find(char[] buffer, int start, int length, int hash) {
    int place = place(buffer, start, length, hash);
    String known = names[place];
    return known != null ? known : add(new String(buffer, start, length).intern(), hash, place);
  }

  /** Returns the index of the name in the table, or the index where it would be added. */
  private int place(char[] buffer, int start, int length, int hash) {
    int mask = names.length - 1;
    int i = hash & mask;
    while (names[i] != null && !(hashes[i] == hash && equals(names[i], buffer, start, length))) {
      i = (i + 1) & mask;
    }
    return i;
  }

  /** Returns whether the characters in the buffer are this name. */
  static boolean equals(String name, char[] buffer, int start, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != buffer[start + i]) {
        return false;
      }
    }
    return true;
  }

  private String add(String name, int hash, int place) {
    names[place] = name;
    hashes[place] = hash;
    characters += name.length();
    if (++count > names.length / 2) {
      grow();
    }
    return name;
  }

  private void grow() {
    String[] oldNames = names;
    int[] oldHashes = hashes;
    names = new String[2 * oldNames.length];
    hashes = new int[names.length];
    int mask = names.length - 1;
    for (int old = 0; old < oldNames.length; old++) {
      if (oldNames[old] != null) {
        int i = oldHashes[old] & mask;
        while (names[i] != null) {
          i = (i + 1) & mask;
        }
        names[i] = oldNames[old];
        hashes[i] = oldHashes[old];
      }
    }
  }

  int size() {
    return count;
  }

  /** Returns the number of characters of all names. */
  int characters() {
    return characters;
  }

  void forEach(Consumer<String> action) {
    for (String name : names) {
      if (name != null) {
        action.accept(name);
      }
    }
  }
}
