package io.steatite.envelope.xml;

import java.io.IOException;
import java.io.InputStream;

/**
 * Binary content of a received message, possibly still on the stream. Content on the stream can be
 * read once, as it arrives; opening it again throws an {@code IOException} that names the first
 * reader. Stored content can be read any number of times until the message is closed.
 *
 * <p>The content is stored in these cases:
 *
 * <ul>
 *   <li>{@link #store}, {@link #size} or {@link #writeTo} is called.
 *   <li>It is opened a second time before any byte was read.
 *   <li>A later part of the message is read.
 *   <li>The operation that received the message has returned.
 * </ul>
 *
 * <p>Not safe for use by several threads, like the message.
 */
public interface ReceivedContent extends SizedContent {
  /**
   * Stores the content in memory or in a temporary file. Does nothing if it is stored already.
   *
   * @throws io.steatite.LimitExceededException if the content exceeds what the message or the host
   *     may store
   * @throws io.steatite.envelope.MalformedMessageException if the message is malformed
   * @throws IOException if the content cannot be read, or was partly read before
   */
  void store() throws IOException;

  /**
   * Opens the content for code that loads all of it into memory. The stream throws {@code
   * LimitExceededException} if the content exceeds {@code MimeLimits.materializedBytes} or the
   * memory budget of the host.
   *
   * @throws IOException as {@link #getInputStream} does
   */
  InputStream openForMemory() throws IOException;
}
