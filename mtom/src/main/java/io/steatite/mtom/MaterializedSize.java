package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.ResourceAccount;
import io.steatite.envelope.xml.XmlLimits;

/**
 * Counts content that is read from the envelope in one piece. It limits the size, and takes memory
 * from the account while the content is read.
 */
final class MaterializedSize implements AutoCloseable {
  /** Memory is taken from the account in steps of this many characters or bytes. */
  private static final int STEP = 1 << 16;

  /** The bytes of memory per character or byte read: a builder and the result. */
  private static final int MEMORY = 4;

  private final XmlLimits limits;
  private final ResourceAccount account;
  private long taken;

  MaterializedSize(XmlLimits limits, ResourceAccount account) {
    this.limits = limits;
    this.account = account;
  }

  /**
   * Sets the size of the content read so far.
   *
   * @param length the number of characters of text, or bytes of binary content
   * @throws LimitExceededException if the size exceeds {@code XmlLimits.textCharacters}, or the
   *     account has no memory left
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

  /** Returns the memory to the account: the content now belongs to the caller. */
  @Override
  public void close() {
    account.giveMemory(taken);
  }
}
