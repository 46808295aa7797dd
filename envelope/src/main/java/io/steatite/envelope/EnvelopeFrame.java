package io.steatite.envelope;

/**
 * What stands on the elements Envelope, Header and Body of a message as it was received: an
 * intermediary passes it on (SOAP 1.2 Part 1 section 2.7.4).
 */
record EnvelopeFrame(TagAttributes envelope, TagAttributes header, TagAttributes body) {
  /** That of a message made here. */
  static final EnvelopeFrame BARE =
      new EnvelopeFrame(TagAttributes.NONE, TagAttributes.NONE, TagAttributes.NONE);
}
