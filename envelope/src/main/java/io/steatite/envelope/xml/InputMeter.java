package io.steatite.envelope.xml;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.function.LongSupplier;

/**
 * Counts what a parser reads, where the parser does not: in all, since its last event, and in the
 * name it reads. What was read since the last event is about what the parser holds in memory; where
 * that is much it is taken from an account, and given back at the next event. Belongs to one
 * parser.
 */
final class InputMeter {
  /** What parsers read ahead. */
  private static final int READ_AHEAD = 1 << 14;

  /** What is read since an event is taken from the account in steps of this size. */
  private static final int STEP = 1 << 16;

  /**
   * Bytes of memory for each character or byte read: the parser's buffer of two-byte characters,
   * and the string or builder made of it.
   */
  private static final int MEMORY = 4;

  private static final long UNLIMITED = Long.MAX_VALUE / 8;
  private static final long NO_NAME = Long.MAX_VALUE;

  private final XmlLimits limits;
  private final ResourceAccount account;
  private final long tag;
  private long eventLimit;
  private final long nameLimit;
  private long documentLimit;
  private LongSupplier held = this::sinceEvent;
  private long read;
  private long event;
  private long accounted;
  private long name = NO_NAME;

  /**
   * @param unitsPerCharacter how many of what is read a character may be
   * @param account what is held between two events is taken from it, if it is much
   */
  InputMeter(XmlLimits limits, int unitsPerCharacter, ResourceAccount account) {
    this.limits = limits;
    this.account = account;
    this.tag = Math.min((long) limits.attributes() * limits.attributeCharacters(), UNLIMITED);
    this.eventLimit = unitsPerCharacter * Math.max(limits.textCharacters(), tag) + READ_AHEAD;
    this.nameLimit = (long) unitsPerCharacter * limits.nameCharacters() + READ_AHEAD;
    this.documentLimit = limits.documentCharacters();
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

      /** Leaves the stream open: its owner closes it. */
      @Override
      public void close() {}
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

      /** Leaves the reader open: its owner closes it. */
      @Override
      public void close() {}
    };
  }

  /**
   * Asks a parser what it holds, in place of being told where events start.
   *
   * @param characters how many characters the parser holds in memory
   */
  void follow(LongSupplier characters) {
    held = characters;
    eventLimit = Math.max(limits.textCharacters(), tag) + READ_AHEAD;
  }

  private long sinceEvent() {
    return read - event;
  }

  /** Refuses a text that was read in one piece and has more characters than the limit. */
  void checkText(long characters) {
    if (characters > limits.textCharacters()) {
      throw new LimitExceededException("XmlLimits.textCharacters", limits.textCharacters());
    }
  }

  /** The parser starts to look for its next event, and lets go of what it had. */
  void nextEvent() {
    event = read;
    giveBack();
  }

  private void giveBack() {
    if (accounted > 0) {
      account.giveMemory(accounted);
      accounted = 0;
    }
  }

  /** The parser goes on with a name whose first characters it has read. */
  void startName() {
    name = read;
  }

  /** The name is complete. */
  void endName() {
    name = NO_NAME;
  }

  /** The document as a whole counts no more: the parser does that. */
  void endDocument() {
    documentLimit = Long.MAX_VALUE;
  }

  private void count(int more) {
    read += Math.max(more, 0);
    if (read > documentLimit) {
      throw new LimitExceededException("XmlLimits.documentCharacters", documentLimit);
    }
    if (read - name > nameLimit) {
      throw new LimitExceededException("XmlLimits.nameCharacters", limits.nameCharacters());
    }
    hold(held.getAsLong());
  }

  private void hold(long characters) {
    if (characters > eventLimit) {
      throw limits.textCharacters() > tag
          ? new LimitExceededException("XmlLimits.textCharacters", limits.textCharacters())
          : new LimitExceededException(
              "XmlLimits.attributeCharacters", limits.attributeCharacters());
    }
    long memory = MEMORY * (characters / STEP) * STEP;
    if (memory > accounted) {
      account.takeMemory(memory - accounted);
      accounted = memory;
    } else if (memory < accounted) {
      giveBack();
    }
  }
}
