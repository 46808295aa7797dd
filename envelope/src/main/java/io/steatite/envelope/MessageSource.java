package io.steatite.envelope;

import java.io.Closeable;
import java.io.IOException;

/**
 * The source of a received message: the stream, and the parts behind the envelope if it is a
 * package. The message closes it. Used by one thread at a time. For implementers of {@code
 * MessageEncoder}.
 */
@FunctionalInterface
public interface MessageSource extends Closeable {
  /**
   * Stores content that was handed out but is still on the stream, then reads and checks the rest
   * behind the envelope. Called after the envelope was read to its end, and not again if it
   * succeeds. Does nothing by default.
   *
   * @throws MalformedMessageException if the rest is malformed
   * @throws io.steatite.LimitExceededException if it exceeds a limit
   * @throws IOException if it cannot be read
   */
  default void requireEnd() throws IOException {}

  /**
   * Reads and checks the rest behind the envelope if it is small. Returns without an exception if
   * it is larger. Stores nothing. Called just before the message is closed. Does nothing by
   * default.
   *
   * @param most how many bytes or characters to read
   * @throws MalformedMessageException if the rest is malformed
   * @throws io.steatite.LimitExceededException if it exceeds a limit
   * @throws IOException if it cannot be read
   */
  default void requireEndWithin(int most) throws IOException {}
}
