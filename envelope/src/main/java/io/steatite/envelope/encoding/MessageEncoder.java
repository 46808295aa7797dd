package io.steatite.envelope.encoding;

import io.steatite.ResourceAccount;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Reads and writes messages in one format: as text, or as an MTOM package. This is the encoder
 * channel at the bottom of a stack.
 *
 * <p>Implementations are immutable and safe to share between threads.
 */
public interface MessageEncoder {
  /** Returns the SOAP versions that this encoder reads and writes, at least one. */
  Set<SoapVersion> versions();

  /** Returns whether this encoder reads the media type. */
  boolean canRead(MediaType mediaType);

  /**
   * Reads a message without a limit on the memory and disk space that it holds, as {@link
   * #decode(InputStream, MediaType, ResourceAccount)} does.
   */
  default Message decode(InputStream in, MediaType mediaType) throws IOException {
    return decode(in, mediaType, ResourceAccount.unlimited());
  }

  /**
   * Reads a message up to the start of its body. If the media type carries the action, the message
   * has it.
   *
   * @param in the bytes; closed with the message, or here if reading fails
   * @param mediaType one that {@link #canRead} accepts
   * @param account counts the memory and disk space that the message holds; the caller closes it
   *     after the message
   * @throws io.steatite.envelope.MalformedMessageException if the bytes are not a valid message
   * @throws io.steatite.LimitExceededException if the message exceeds a limit
   * @throws IOException if the bytes cannot be read
   */
  Message decode(InputStream in, MediaType mediaType, ResourceAccount account) throws IOException;

  /**
   * Prepares a message for sending. Its body is read when the entity is written, not before. An
   * entity whose body is on a stream can be written once.
   *
   * @throws IllegalArgumentException if the encoder does not write the version of the message
   */
  OutgoingEntity encode(Message message);
}
