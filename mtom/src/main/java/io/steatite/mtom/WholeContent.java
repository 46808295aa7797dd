package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.envelope.xml.XmlLimits;

/**
 * The size of content that is read from the envelope in one piece: limited, and taken from an
 * account while it is read, if it is much.
 */
final class WholeContent implements AutoCloseable {
  /** What is read is taken from the account in steps of this size. */
  private static final int STEP = 1 << 16;

  /** Bytes of memory for each character or byte read: a builder and what is made of it. */
  private static final int MEMORY = 4;

  private final XmlLimits limits;
  private final ResourceAccount account;
  private long taken;

  WholeContent(XmlLimits limits, ResourceAccount account) {
    this.limits = limits;
    this.account = account;
  }

  /**
   * Tells how much there is by now.
   *
   * @param length characters of text, or bytes of binary content
   * @throws LimitExceededException if that is too much, or the account has no room
   */
  void grow(long length) {
    if (length > limits.textCharacters()) {
      throw new LimitExceededException("XmlLimits.textCharacters", limits.textCharacters());
    }
    long memory = MEMORY * (length / STEP) * STEP;
    if (memory > taken) {
      account.takeMemory(memory - taken);
      taken = memory;
    }
  }

  /** Gives back what was taken: the content is the caller's now. */
  @Override
  public void close() {
    account.giveMemory(taken);
  }
}
