package io.steatite.envelope.xml;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.internal.BlockFilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.function.LongSupplier;

/**
 * Limits what a parser reads, where the parser itself does not: in total, since its last event, and
 * within the current name. The amount read since the last event is about what the parser has
 * buffered. If it is large, the account is charged until the next event.
 *
 * <p>Belongs to one parser. Not safe for use by several threads.
 */
final class InputMeter {
  /** How much parsers read ahead, in bytes or characters. */
  private static final int READ_AHEAD = 1 << 14;

  /** The account is charged in steps of this size. */
  private static final int STEP = 1 << 16;

  /**
   * Bytes of memory for each character or byte that was read: two in the parser's buffer, and two
   * in the string that is created from it.
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
   * Creates a meter.
   *
   * @param unitsPerCharacter the maximum number of units read for a character: 4 for bytes, 1 for
   *     characters
   * @param account is charged for large events
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
    return new BlockFilterInputStream(in) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        count(count);
        return count;
      }

      /** Does not close the stream; its owner closes it. */
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

      /** Does not close the reader; its owner closes it. */
      @Override
      public void close() {}
    };
  }

  /**
   * Uses the number of characters that the parser reports, not the input since the last event.
   *
   * @param characters returns how many characters the parser has buffered for the current event
   */
  void follow(LongSupplier characters) {
    held = characters;
    eventLimit = Math.max(limits.textCharacters(), tag) + READ_AHEAD;
  }

  private long sinceEvent() {
    return read - event;
  }

  /**
   * Checks the length of a text that was read in one piece.
   *
   * @throws LimitExceededException if it exceeds {@code XmlLimits.textCharacters}
   */
  void checkText(long characters) {
    if (characters > limits.textCharacters()) {
      throw new LimitExceededException("XmlLimits.textCharacters", limits.textCharacters());
    }
  }

  /** Called when the parser discards the current event and starts to parse the next one. */
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

  /** Called when the parser reads more input within a name. */
  void startName() {
    name = read;
  }

  /** Called when the name is complete. */
  void endName() {
    name = NO_NAME;
  }

  /** Stops counting the total; the parser counts it from now on. */
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
