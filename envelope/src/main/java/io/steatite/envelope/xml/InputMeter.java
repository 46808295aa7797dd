package io.steatite.envelope.xml;

import io.steatite.LimitExceededException;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * Counts what a parser reads, where the parser does not: how much in all, and how much since its
 * last event, which is about what it holds in memory. Belongs to one parser.
 */
final class InputMeter {
  /** What parsers read ahead. */
  private static final int READ_AHEAD = 1 << 14;

  private final long limit;
  private final long eventLimit;
  private final String eventLimitName;
  private long read;
  private long readBeforeEvent;
  private boolean over;

  private InputMeter(long limit, long eventLimit, String eventLimitName) {
    this.limit = limit;
    this.eventLimit = eventLimit;
    this.eventLimitName = eventLimitName;
  }

  /** For the document as a whole only. */
  static InputMeter ofDocument(XmlLimits limits) {
    return new InputMeter(limits.documentCharacters(), Long.MAX_VALUE, "");
  }

  /**
   * For the document, and for each event.
   *
   * @param unitsPerCharacter how many of what is read a character may be
   */
  static InputMeter ofEvents(XmlLimits limits, int unitsPerCharacter) {
    long tag = (long) limits.attributes() * limits.attributeCharacters();
    boolean text = limits.textCharacters() > tag;
    return new InputMeter(
        limits.documentCharacters(),
        unitsPerCharacter * Math.max(limits.textCharacters(), tag) + READ_AHEAD,
        text ? "XmlLimits.textCharacters" : "XmlLimits.attributeCharacters");
  }

  InputStream on(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        count(count);
        return count;
      }
    };
  }

  Reader on(Reader in) {
    return new FilterReader(in) {
      @Override
      public int read() throws IOException {
        int c = in.read();
        count(c < 0 ? 0 : 1);
        return c;
      }

      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        count(count);
        return count;
      }
    };
  }

  /** The parser starts to look for its next event. */
  void nextEvent() {
    readBeforeEvent = read;
  }

  /** Nothing counts any more. */
  void end() {
    over = true;
  }

  private void count(int more) {
    read += more;
    if (over) {
      return;
    }
    if (read > limit) {
      throw new LimitExceededException("XmlLimits.documentCharacters", limit);
    }
    if (read - readBeforeEvent > eventLimit) {
      throw new LimitExceededException(eventLimitName, eventLimit);
    }
  }
}
