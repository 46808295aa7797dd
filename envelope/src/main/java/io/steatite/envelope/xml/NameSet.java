package io.steatite.envelope.xml;

import java.security.SecureRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names, each once and interned, found by characters in a buffer.
 *
 * <p>Woodstox's own table hashes names much as {@code String.hashCode} does, and becomes a list
 * where they were made to collide: 6 MB of such names keep a processor busy for most of a minute,
 * and it grows with the square. Here a secret goes into every step, and finding a name takes the
 * same time whatever the others are.
 *
 * <p>Not safe for use by several threads while names are added.
 */
final class NameSet {
  private static final int SMALLEST = 64;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long START = RANDOM.nextLong();
  private static final long FACTOR = RANDOM.nextLong() | 1;

  /** Open addressing, at most half full; the length is a power of two. */
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
   * Two characters a step, no more: with four, a difference in the highest bit would pass each step
   * whatever the secrets are, and could be taken back by the next.
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

  /** The name in the buffer if it is one of these; null if not. */
  @Nullable String get(char[] buffer, int start, int length, int hash) {
    return names[place(buffer, start, length, hash)];
  }

  /** The name in the buffer, which is one of these from now on. */
  String find(char[] buffer, int start, int length, int hash) {
    int place = place(buffer, start, length, hash);
    String known = names[place];
    return known != null ? known : add(new String(buffer, start, length).intern(), hash, place);
  }

  /** Where the name is or would be added. */
  private int place(char[] buffer, int start, int length, int hash) {
    int mask = names.length - 1;
    int i = hash & mask;
    while (names[i] != null && !(hashes[i] == hash && equals(names[i], buffer, start, length))) {
      i = (i + 1) & mask;
    }
    return i;
  }

  /** Returns whether the buffer holds this name. */
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

  /** Characters of all names together. */
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
