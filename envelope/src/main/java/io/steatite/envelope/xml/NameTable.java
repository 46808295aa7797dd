package io.steatite.envelope.xml;

import com.ctc.wstx.util.SymbolTable;
import io.steatite.LimitExceededException;
import org.jspecify.annotations.Nullable;

/**
 * The names and prefixes a reader meets, each as one interned string. It looks among the names that
 * readers before it have left first; what it meets beyond those is its own. At its end the short
 * ones of its own are left to others, as long as those that are kept are few.
 *
 * <p>Belongs to one reader, or is kept and never asked for a name.
 */
final class NameTable extends SymbolTable implements Cloneable {
  /** Longer names are met too rarely to be kept, in characters. */
  private static final int LONGEST_KEPT = 64;

  /** Characters of all names that are kept, at most. */
  private static final int MOST_KEPT = 1 << 16;

  /** Places for names that are found by the parser's hash; a power of two. */
  private static final int FREQUENT = 1024;

  private final int longestName;

  /**
   * Names that are kept, each at the place that the parser's hash of it says, as far as places are
   * free. Finds most names without hashing them again. Names that collide here are found in {@link
   * #common}, so a peer gains nothing from colliding names.
   */
  private final String[] frequent;

  /** Shared with other tables, so nothing is added to it any more. */
  private final NameSet common;

  private @Nullable NameSet own;

  /**
   * An empty table.
   *
   * @param longestName characters of a name at most
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

  /** A table for a reader that starts with the names that are kept in this one. */
  NameTable open() {
    try {
      // Each constructor of the superclass draws a random number, which this table does not use.
      NameTable opened = (NameTable) clone();
      opened.own = null;
      return opened;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** A table to keep: with the short names of this one, unless they are too many already. */
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

  /** The parser starts its hashes with this: the same for all tables, so that they can share. */
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

  /** Characters of all names in it. */
  int characters() {
    return common.characters() + (own == null ? 0 : own.characters());
  }

  @Override
  public boolean isDirty() {
    return own != null;
  }
}
