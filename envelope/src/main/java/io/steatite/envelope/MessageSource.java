package io.steatite.envelope;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where a received message comes from: the stream, and for a package the parts behind the envelope.
 * Belongs to the message, which closes it. Used by one thread at a time.
 */
@FunctionalInterface
public interface MessageSource extends Closeable {
  /**
   * Stores what was handed out of this message but is still on the stream, then reads what is left
   * behind the envelope and checks it. Called when the envelope was read to its end, once unless it
   * fails. Does nothing by default.
   *
   * @throws MalformedMessageException if the rest is not as it should be
   * @throws io.steatite.LimitExceededException if it exceeds a limit
   * @throws IOException if it cannot be read
   */
  default void requireEnd() throws IOException {}

  /**
   * Reads and checks what is left behind the envelope if it is little, and gives up without an
   * exception if it is more. Stores nothing. The message is closed next. Does nothing by default.
   *
   * @param most how many bytes or characters to read
   * @throws MalformedMessageException if the rest is not as it should be
   * @throws io.steatite.LimitExceededException if it exceeds a limit
   * @throws IOException if it cannot be read
   */
  default void requireEndWithin(int most) throws IOException {}
}
