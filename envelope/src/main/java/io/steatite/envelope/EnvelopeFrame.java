package io.steatite.envelope;

/**
 * The attributes of the elements Envelope, Header and Body of a received message. An intermediary
 * passes them on (SOAP 1.2 Part 1 section 2.7.4).
 */
record EnvelopeFrame(TagAttributes envelope, TagAttributes header, TagAttributes body) {
  /** No attributes: the frame of a message that was made here. */
  static final EnvelopeFrame BARE =
      new EnvelopeFrame(TagAttributes.NONE, TagAttributes.NONE, TagAttributes.NONE);
}
