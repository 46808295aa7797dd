package io.steatite.envelope.encoding;

import io.steatite.ResourceAccount;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * One way of writing messages as bytes: as text, or as an MTOM package.
 *
 * <p>Implementations are immutable and safe to share between threads.
 */
public interface MessageEncoder {
  /** The versions it reads and writes, at least one. */
  Set<SoapVersion> versions();

  /** Whether it can read what comes under this media type. */
  boolean canRead(MediaType mediaType);

  /** Reads a message that may hold what it likes; see the other method. */
  default Message decode(InputStream in, MediaType mediaType) throws IOException {
    return decode(in, mediaType, ResourceAccount.unlimited());
  }

  /**
   * Reads a message as far as the start of its body. Where the media type carries the action of the
   * message, the message has it.
   *
   * @param in the bytes; closed with the message, or here if reading fails
   * @param mediaType one that {@link #canRead} accepts
   * @param account counts what the message holds in memory and on disk; the caller closes it after
   *     the message
   * @throws io.steatite.envelope.MalformedMessageException if the bytes are no such message
   * @throws io.steatite.LimitExceededException if it exceeds the limits
   * @throws IOException if the bytes cannot be read
   */
  Message decode(InputStream in, MediaType mediaType, ResourceAccount account) throws IOException;

  /**
   * Prepares a message for sending. Nothing of its body is read before the entity is written; an
   * entity whose body is on a stream can be written once.
   *
   * @throws IllegalArgumentException if the message is of another version
   */
  OutgoingEntity encode(Message message);
}
