package io.steatite.envelope.xml;

import io.steatite.LimitExceededException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events as an {@link XmlRecorder} keeps them, up to a moment: one int an event, which says of what
 * kind it is and how many strings it has, and the strings of all events one after the other. The
 * strings of a START are prefix, local name and namespace of the element, prefix and namespace of
 * each declaration, and prefix, local name, namespace and value of each attribute; an END has none,
 * any other event its text.
 *
 * <p>Immutable, safe to share between threads: a recorder that goes on writes behind what is read
 * here, or into larger arrays.
 */
final class Recording {
  static final int START = 0;
  static final int END = 1;
  static final int TEXT = 2;
  static final int CDATA = 3;
  static final int COMMENT = 4;
  private static final int KIND_BITS = 3;
  private static final int COUNT_BITS = 14;
  private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

  private final int[] tokens;
  private final String[] strings;
  private final int stringCount;
  private final long characters;

  /**
   * @param tokens not written any more as far as it is filled, and so the strings
   * @param characters what is kept, with a share for each event
   */
  Recording(int[] tokens, String[] strings, int stringCount, long characters) {
    this.tokens = tokens;
    this.strings = strings;
    this.stringCount = stringCount;
    this.characters = characters;
  }

  /**
   * The token of an element's start.
   *
   * @throws LimitExceededException if it has more declarations or attributes than can be kept
   */
  static int start(int namespaces, int attributes) {
    if (namespaces > COUNT_MASK || attributes > COUNT_MASK) {
      throw new LimitExceededException("attributes of a recorded element", COUNT_MASK);
    }
    return START | namespaces << KIND_BITS | attributes << (KIND_BITS + COUNT_BITS);
  }

  /**
   * One element of these alone, with those of its attributes that the filter keeps.
   *
   * @param firstToken its start
   * @param endToken behind its end
   * @param firstString of its start
   */
  Recording element(int firstToken, int endToken, int firstString, AttributeFilter filter) {
    List<String> all = Arrays.asList(strings);
    int attribute = firstString + 3 + 2 * namespaceCount(firstToken);
    int content = firstString + stringCount(firstToken);
    List<String> kept = new ArrayList<>(all.subList(firstString, attribute));
    int attributes = 0;
    for (; attribute < content; attribute += 4) {
      if (filter.keeps(strings[attribute + 2], strings[attribute + 1])) {
        kept.addAll(all.subList(attribute, attribute + 4));
        attributes++;
      }
    }
    int end = content;
    for (int token = firstToken + 1; token < endToken; token++) {
      end += stringCount(token);
    }
    kept.addAll(all.subList(content, end));
    int[] events = Arrays.copyOfRange(tokens, firstToken, endToken);
    events[0] = start(namespaceCount(firstToken), attributes);
    return new Recording(events, kept.toArray(String[]::new), kept.size(), characters);
  }

  /** About how many bytes it holds. */
  long retained() {
    return 2 * characters;
  }

  int kind(int token) {
    return tokens[token] & ((1 << KIND_BITS) - 1);
  }

  int namespaceCount(int token) {
    return tokens[token] >>> KIND_BITS & COUNT_MASK;
  }

  int attributeCount(int token) {
    return tokens[token] >>> (KIND_BITS + COUNT_BITS) & COUNT_MASK;
  }

  /** How many strings the event has. */
  int stringCount(int token) {
    return switch (kind(token)) {
      case START -> 3 + 2 * namespaceCount(token) + 4 * attributeCount(token);
      case END -> 0;
      default -> 1;
    };
  }

  String stringAt(int index) {
    return strings[index];
  }

  /** Everything kept, names and values alike. */
  List<String> strings() {
    return Arrays.asList(strings).subList(0, stringCount);
  }
}
