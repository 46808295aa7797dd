package io.steatite.envelope.xml;

import com.ctc.wstx.util.SymbolTable;
import io.steatite.LimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * The names and prefixes of a document as interned strings. A reader looks up a name in the names
 * that earlier readers have shared first, then in its own. When it ends, its own short names are
 * added to the shared ones, up to a total size.
 *
 * <p>A table belongs to one reader, or stores shared names and is not used for lookup. Not safe for
 * use by several threads.
 */
final class NameTable extends SymbolTable implements Cloneable {
  /** The longest name that is shared, in characters; longer names are rarely seen again. */
  private static final int LONGEST_KEPT = 64;

  /** The maximum number of characters of all shared names. */
  private static final int MOST_KEPT = 1 << 16;

  /** The length of {@link #frequent}; a power of two. */
  private static final int FREQUENT = 1024;

  private final int longestName;

  /**
   * Shared names, indexed by the hash that the parser has computed. Most names are found here,
   * without computing the hash of {@link NameSet}. If several names have the same index, only one
   * of them is stored here and the others are looked up in {@link #common}, so colliding names cost
   * no more than other names.
   */
  private final String[] frequent;

  /** Shared with other tables, so it must not be modified. */
  private final NameSet common;

  private @Nullable NameSet own;

  /**
   * Creates an empty table.
   *
   * @param longestName the maximum length of a name in characters
   */
  NameTable(int longestName) {
    this(longestName, new NameSet(), new String[FREQUENT]);
  }

  private NameTable(int longestName, NameSet common, String[] frequent) {
    super(true, 1);
    this.longestName = longestName;
    this.common = common;
    this.frequent = frequent;
  }

  /** Returns a table for a new reader, which shares the shared names of this table. */
  NameTable open() {
    try {
      // A clone, because the constructor of the superclass computes a random number each time.
      NameTable opened = (NameTable) clone();
      opened.own = null;
      return opened;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns a table whose shared names include the short names of this one, within the limit. */
  NameTable kept() {
    if (own == null || common.characters() >= MOST_KEPT) {
      return this.open();
    }
    NameSet more = common.copy();
    own.forEach(
        name -> {
          if (name.length() <= LONGEST_KEPT && more.characters() + name.length() <= MOST_KEPT) {
            more.find(name.toCharArray(), 0, name.length(), NameSet.hash(name));
          }
        });
    return new NameTable(longestName, more, byParserHash(more));
  }

  private static String[] byParserHash(NameSet names) {
    String[] places = new String[FREQUENT];
    names.forEach(
        name -> {
          int place = calcHash(name, 0) & (FREQUENT - 1);
          places[place] = places[place] == null ? name : places[place];
        });
    return places;
  }

  /**
   * Returns the initial value of the parser's hash: constant, because tables share names by hash.
   */
  @Override
  public int getHashSeed() {
    return 0;
  }

  @Override
  public String findSymbol(char[] buffer, int start, int length, int parserHash) {
    String likely = frequent[parserHash & (FREQUENT - 1)];
    return likely != null && NameSet.equals(likely, buffer, start, length)
        ? likely
        : search(buffer, start, length);
  }

  private String search(char[] buffer, int start, int length) {
    if (length == 0) {
      return "";
    }
    if (length > longestName) {
      throw new LimitExceededException("XmlLimits.nameCharacters", longestName);
    }
    int hash = NameSet.hash(buffer, start, length);
    String known = common.get(buffer, start, length, hash);
    if (known != null) {
      return known;
    }
    if (own == null) {
      own = new NameSet();
    }
    return own.find(buffer, start, length, hash);
  }

  @Override
  public String findSymbol(String name) {
    return search(name.toCharArray(), 0, name.length());
  }

  @Override
  public int size() {
    return common.size() + (own == null ? 0 : own.size());
  }

  /** Returns the number of characters of all names. */
  int characters() {
    return common.characters() + (own == null ? 0 : own.characters());
  }

  @Override
  public boolean isDirty() {
    return own != null;
  }
}
