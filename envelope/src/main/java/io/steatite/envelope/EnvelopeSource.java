package io.steatite.envelope;

import java.io.IOException;

/**
 * The source of a received message, with its envelope. It first reads and checks the rest of the
 * body and the envelope, then the rest of the underlying source.
 */
final class EnvelopeSource implements MessageSource {
  private final BodyReader body;
  private final MessageSource behind;
  private boolean checked;

  /**
   * @param behind the source of the envelope, such as a package
   */
  EnvelopeSource(BodyReader body, MessageSource behind) {
    this.body = body;
    this.behind = behind;
  }

  @Override
  public void requireEnd() throws IOException {
    if (!checked) {
      body.requireEnd();
      remembering(behind::requireEnd);
      checked = true;
    }
  }

  /** Checks only after a body that was read to the end of its payload without a failure. */
  @Override
  public void requireEndWithin(int most) throws IOException {
    if (!checked && body.isPayloadRead() && body.requireEndWithin(most)) {
      remembering(() -> behind.requireEndWithin(most));
    }
  }

  private interface Check {
    void run() throws IOException;
  }

  /** Runs a check and records its failure in the message, so that the sender is blamed for it. */
  private void remembering(Check check) throws IOException {
    try {
      check.run();
    } catch (RuntimeException e) {
      throw body.status().fail(e);
    }
  }

  @Override
  public void close() throws IOException {
    behind.close();
  }
}
