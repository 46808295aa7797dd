/**
 * Encoders: each reads and writes messages in one format, such as text.
 *
 * <p>In come a media type and a stream of bytes, out comes a {@code Message}. In the other
 * direction a message becomes a media type and bytes. Start with {@link
 * io.steatite.envelope.encoding.MessageEncoder}; {@link io.steatite.envelope.encoding.Encoders}
 * picks one by media type.
 */
@NullMarked
package io.steatite.envelope.encoding;

import org.jspecify.annotations.NullMarked;
