package io.steatite.transport.http;

import io.steatite.LimitExceededException;
import io.steatite.UnreadableMessageException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.BlockInputStream;
import io.steatite.internal.SourceInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A body without its content coding that gives no more bytes than the limits on what a few
 * compressed bytes may become. It remembers how it failed, as {@link GuardedInputStream} does.
 */
final class DecodedInputStream extends BlockInputStream {
  /** So much may come out of however little; small messages are often nothing but repetition. */
  private static final int FREE = 1 << 20;

  private final SourceInputStream encoded;
  private final ContentCoding coding;
  private final HttpLimits limits;
  private @Nullable InputStream decoded;
  private long count;

  /**
   * @param in the body as it came; nothing is read of it before somebody reads here
   */
  DecodedInputStream(InputStream in, ContentCoding coding, HttpLimits limits) {
    this.encoded = new SourceInputStream(in);
    this.coding = coding;
    this.limits = limits;
  }

  /** The limit that was exceeded, if one was. */
  Optional<LimitExceededException> excess() {
    return encoded.status().failure(LimitExceededException.class);
  }

  /** What was wrong with the coding, if the bytes themselves came. */
  Optional<MalformedMessageException> failure() {
    return encoded.status().failure(MalformedMessageException.class);
  }

  /**
   * Reads.
   *
   * @throws LimitExceededException if more comes out than may
   * @throws MalformedMessageException if the body is not coded as its head says
   * @throws IOException if it cannot be read
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return encoded.decode(this::malformed, () -> decode(buffer, offset, length));
  }

  private int decode(byte[] buffer, int offset, int length) throws IOException {
    if (decoded == null) {
      decoded = coding.decoded(encoded);
    }
    int n = decoded.read(buffer, offset, length);
    count += Math.max(n, 0);
    if (count > limits.decodedBody()) {
      throw new LimitExceededException("HttpLimits.decodedBody", limits.decodedBody());
    }
    if (count > FREE && count / limits.decodedRatio() > encoded.count()) {
      throw new LimitExceededException("HttpLimits.decodedRatio", limits.decodedRatio());
    }
    return n;
  }

  private UnreadableMessageException malformed(IOException e) {
    String name = coding.name().toLowerCase(Locale.ROOT);
    return new MalformedMessageException(
        "The body is not valid " + name + " (RFC 9110 section 8.4.1)", e);
  }

  @Override
  public void close() throws IOException {
    try (InputStream in = encoded) {
      if (decoded != null) {
        decoded.close();
      }
    }
  }
}
