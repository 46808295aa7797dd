package io.steatite.envelope;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where a received message comes from: the stream, and for a package the parts behind the envelope.
 * Belongs to the message, which closes it.
 */
@FunctionalInterface
public interface MessageSource extends Closeable {
  /**
   * Stores what was handed out of this message but is still on the stream, then reads what is left
   * behind the envelope and checks it. Does nothing by default.
   *
   * @throws MalformedMessageException if the rest is not as it should be
   * @throws io.steatite.LimitExceededException if it exceeds a limit
   * @throws IOException if it cannot be read
   */
  default void requireEnd() throws IOException {}
}
