package io.steatite.envelope.xml;

import io.steatite.LimitExceededException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import javax.xml.namespace.QName;

/**
 * XML events in two arrays: a token per event, and the strings of all events in sequence.
 *
 * <p>A token is an int that contains the kind of the event and, for a START, the numbers of
 * declarations and attributes. The strings of a START are: prefix, local name and namespace of the
 * element; prefix and namespace of each declaration; prefix, local name, namespace and value of
 * each attribute. An END has no strings; every other event has one, its text.
 *
 * <p>Immutable, safe for use by several threads. An {@link XmlRecorder} that continues appends
 * behind the events of this instance, or copies the arrays.
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
   * Creates a recording that shares the arrays of a recorder.
   *
   * @param stringCount how many of the strings are in use
   * @param characters the size of the strings, plus a share for each event
   */
  Recording(int[] tokens, String[] strings, int stringCount, long characters) {
    this.tokens = tokens;
    this.strings = strings;
    this.stringCount = stringCount;
    this.characters = characters;
  }

  /**
   * Returns the token of a START.
   *
   * @throws LimitExceededException if the numbers do not fit into a token
   */
  static int start(int namespaces, int attributes) {
    if (namespaces > COUNT_MASK || attributes > COUNT_MASK) {
      throw new LimitExceededException("attributes of a recorded element", COUNT_MASK);
    }
    return START | namespaces << KIND_BITS | attributes << (KIND_BITS + COUNT_BITS);
  }

  /**
   * Returns a recording of one element of this recording, without some of its attributes.
   *
   * @param firstToken the START of the element
   * @param endToken the token after its END
   * @param firstString the first string of the START
   * @param filter selects the attributes to keep by namespace and local name
   */
  Recording element(
      int firstToken, int endToken, int firstString, BiPredicate<String, String> filter) {
    List<String> all = Arrays.asList(strings);
    int attribute = firstString + 3 + 2 * namespaceCount(firstToken);
    int content = firstString + stringCount(firstToken);
    List<String> kept = new ArrayList<>(all.subList(firstString, attribute));
    int attributes = 0;
    for (; attribute < content; attribute += 4) {
      if (filter.test(strings[attribute + 2], strings[attribute + 1])) {
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

  /** Returns the token after the END of the element whose START is given. */
  int endOfElement(int start) {
    int depth = 0;
    int token = start;
    do {
      int kind = kind(token++);
      depth += kind == START ? 1 : kind == END ? -1 : 0;
    } while (depth > 0);
    return token;
  }

  /**
   * Returns all text between two tokens, without comments.
   *
   * @param firstString the first string of {@code firstToken}
   */
  String text(int firstToken, int endToken, int firstString) {
    String first = "";
    StringBuilder more = null; // most elements have one text
    int string = firstString;
    for (int token = firstToken; token < endToken; token++) {
      int kind = kind(token);
      if (kind == TEXT || kind == CDATA) {
        String piece = strings[string];
        if (more != null) {
          more.append(piece);
        } else if (first.isEmpty()) {
          first = piece;
        } else {
          more = new StringBuilder(first).append(piece);
        }
      }
      string += stringCount(token);
    }
    return more == null ? first : more.toString();
  }

  /** Returns the name whose prefix, local name and namespace start at an index of the strings. */
  QName qName(int string) {
    return new QName(strings[string + 2], strings[string + 1], strings[string]);
  }

  /** Estimates the bytes of memory that this recording keeps reachable. */
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

  /** Returns how many strings an event has. */
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

  /** Returns all strings in use, names and values alike. */
  List<String> strings() {
    return Arrays.asList(strings).subList(0, stringCount);
  }
}
