package io.steatite.envelope.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A message ready to be sent: what it says of itself first, then its bytes. */
public interface OutgoingEntity {
  /** What goes into the Content-Type field. */
  MediaType mediaType();

  /** How many bytes it has, if that is known before writing. */
  default OptionalLong contentLength() {
    return OptionalLong.empty();
  }

  /**
   * Writes the bytes and leaves the stream open.
   *
   * @throws IOException if the stream fails, or what the message is made of cannot be read
   */
  void writeTo(OutputStream out) throws IOException;
}
