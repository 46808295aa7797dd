package io.steatite.envelope;

import java.io.IOException;

/**
 * The source of a received message with its envelope: reads and checks what is left of the body and
 * the envelope first, then what the source has behind them.
 */
final class EnvelopeSource implements MessageSource {
  private final BodyReader body;
  private final MessageSource behind;
  private boolean checked;

  /**
   * @param behind what the envelope came in
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

  /** Only a body that was read to the end of its payload, without a failure, is worth a check. */
  @Override
  public void requireEndWithin(int most) throws IOException {
    if (!checked && body.isPayloadRead() && body.requireEndWithin(most)) {
      remembering(() -> behind.requireEndWithin(most));
    }
  }

  private interface Check {
    void run() throws IOException;
  }

  /** A wrong rest is the sender's doing, as a wrong body is. */
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
