package io.steatite.envelope.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A message ready to be sent: what it says of itself first, then its bytes. */
public interface OutgoingEntity {
  /** What goes into the Content-Type field. */
  MediaType mediaType();

  /**
   * How many bytes it has, if that is known before writing. To find out, the envelope may be
   * written to memory, but no stream is read that can be read only once.
   */
  default OptionalLong contentLength() {
    return OptionalLong.empty();
  }

  /** Whether it can be written again: not if something in it is on a stream. */
  default boolean isRepeatable() {
    return true;
  }

  /**
   * Writes the bytes and leaves the stream open. Content that is in a file goes by {@code
   * FileChannel.transferTo} if the stream is a {@code WritableByteChannel} as well. What the
   * message streams out of is checked to its end before the last bytes are written ({@link
   * io.steatite.envelope.Message#requireEnd}).
   *
   * @throws IOException if the stream fails, or what the message is made of cannot be read
   */
  void writeTo(OutputStream out) throws IOException;
}
