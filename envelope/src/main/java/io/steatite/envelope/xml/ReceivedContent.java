package io.steatite.envelope.xml;

import java.io.IOException;
import java.io.InputStream;

/**
 * Binary content of a message that was received, possibly still on the stream. Content on the
 * stream is read once, as it arrives; whoever opens it again gets an {@code IOException} that names
 * the first reader. Content that is stored can be read any number of times until the message is
 * closed.
 *
 * <p>The content is stored by {@link #store}, {@link #size} and {@link #writeTo}; when it is opened
 * again before anything was read of it; when the message is read on beyond it; and when the
 * operation that received the message has returned.
 *
 * <p>Belongs to one thread at a time, as the message does.
 */
public interface ReceivedContent extends SizedContent {
  /**
   * Stores the content, in memory or in a temporary file, unless it is stored already.
   *
   * @throws io.steatite.LimitExceededException if the message or the host has no room for it
   * @throws io.steatite.envelope.MalformedMessageException if the message is broken
   * @throws IOException if the content cannot be read, or something was read of it
   */
  void store() throws IOException;

  /**
   * Opens the content for a reader that keeps all of it in memory. The stream throws {@code
   * LimitExceededException} when the content is larger than one object in memory may be, or when
   * the host has no memory left for it.
   *
   * @throws IOException as {@link #getInputStream} does
   */
  InputStream openForMemory() throws IOException;
}
