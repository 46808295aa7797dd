package io.steatite.envelope.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * A message ready to be sent: its media type, its length if that is known, and its bytes. A
 * transport decides how to delimit an entity of unknown length; see {@code SmallBuffer} in {@code
 * io.steatite.internal} for the size up to which it is measured first.
 */
public interface OutgoingEntity {
  /** Returns the value of the Content-Type field. */
  MediaType mediaType();

  /**
   * Returns the number of bytes if it is known before writing. To find out, the envelope may be
   * written to memory, but no stream is read that can be read only once.
   */
  default OptionalLong contentLength() {
    return OptionalLong.empty();
  }

  /**
   * Returns whether the entity can be written more than once. False if a part of it is on a stream.
   */
  default boolean isRepeatable() {
    return true;
  }

  /**
   * Writes the bytes and leaves the stream open. Content in a file is written by {@code
   * FileChannel.transferTo} if the stream is also a {@code WritableByteChannel}. If the message
   * streams out of a received one, the rest of that is checked before the last bytes are written
   * ({@link io.steatite.envelope.Message#requireEnd}).
   *
   * @throws IOException if the stream fails, or a source of the message cannot be read
   */
  void writeTo(OutputStream out) throws IOException;
}
