package io.steatite.envelope.xml;

import com.ctc.wstx.util.SymbolTable;
import io.steatite.LimitExceededException;
import java.security.SecureRandom;

/**
 * The names and prefixes a reader has met, each as one interned string; new ones are added to a
 * copy of what the reader before has left behind.
 *
 * <p>Woodstox's own table hashes names much as {@code String.hashCode} does, and becomes a list
 * where they were made to collide: 6 MB of such names keep a processor busy for most of a minute,
 * and it grows with the square. Here a secret goes into every step, and finding a name takes the
 * same time whatever the others are.
 *
 * <p>Belongs to one reader, or is shared and never asked for a name.
 */
final class NameTable extends SymbolTable {
  private static final int SMALLEST = 256;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long START = RANDOM.nextLong();
  private static final long FACTOR = RANDOM.nextLong() | 1;

  private final int longestName;

  /** Open addressing, at most half full; the length is a power of two. */
  private String[] names;

  private int[] hashes;
  private int count;
  private boolean shared;
  private boolean dirty;

  /**
   * @param longestName characters of a name at most
   */
  NameTable(int longestName) {
    this(longestName, new String[SMALLEST], new int[SMALLEST], 0);
  }

  private NameTable(int longestName, String[] names, int[] hashes, int count) {
    super(true, 1);
    this.longestName = longestName;
    this.names = names;
    this.hashes = hashes;
    this.count = count;
  }

  /** A table for somebody else that starts with the names in this one. */
  NameTable share() {
    shared = true;
    NameTable other = new NameTable(longestName, names, hashes, count);
    other.shared = true;
    return other;
  }

  @Override
  public String findSymbol(char[] buffer, int start, int length, int ignoredHash) {
    if (length == 0) {
      return "";
    }
    if (length > longestName) {
      throw new LimitExceededException("XmlLimits.attributeCharacters", longestName);
    }
    int hash = hash(buffer, start, length);
    int mask = names.length - 1;
    int i = hash & mask;
    for (; names[i] != null; i = (i + 1) & mask) {
      if (hashes[i] == hash && equals(names[i], buffer, start, length)) {
        return names[i];
      }
    }
    return add(new String(buffer, start, length).intern(), hash, i);
  }

  @Override
  public String findSymbol(String name) {
    return findSymbol(name.toCharArray(), 0, name.length(), 0);
  }

  /**
   * Two characters a step, no more: with four, a difference in the highest bit would pass each step
   * whatever the secrets are, and could be taken back by the next.
   */
  private static int hash(char[] buffer, int start, int length) {
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

  private static boolean equals(String name, char[] buffer, int start, int length) {
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
    if (shared) {
      names = names.clone();
      hashes = hashes.clone();
      shared = false;
    }
    dirty = true;
    names[place] = name;
    hashes[place] = hash;
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

  @Override
  public int size() {
    return count;
  }

  @Override
  public boolean isDirty() {
    return dirty;
  }
}
