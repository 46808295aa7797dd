/**
 * Bytes to messages and back: media types, and one encoder for each way a message can be written.
 *
 * <p>In come a media type and a stream, out comes a {@code Message}; and the other way round. Start
 * with {@link io.steatite.envelope.encoding.MessageEncoder}.
 */
@NullMarked
package io.steatite.envelope.encoding;

import org.jspecify.annotations.NullMarked;
