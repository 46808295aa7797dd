package io.steatite.transport.http;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.BlockFilterInputStream;
import io.steatite.internal.BlockInputStream;
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

  private final Counted encoded;
  private final ContentCoding coding;
  private final HttpLimits limits;
  private @Nullable InputStream decoded;
  private long count;
  private @Nullable LimitExceededException excess;
  private @Nullable MalformedMessageException failure;

  /**
   * @param in the body as it came; nothing is read of it before somebody reads here
   */
  DecodedInputStream(InputStream in, ContentCoding coding, HttpLimits limits) {
    this.encoded = new Counted(in);
    this.coding = coding;
    this.limits = limits;
  }

  /** The limit that was exceeded, if one was. */
  Optional<LimitExceededException> excess() {
    return Optional.ofNullable(excess);
  }

  /** What was wrong with the coding, if the bytes themselves came. */
  Optional<MalformedMessageException> failure() {
    return Optional.ofNullable(failure);
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
    checkUsable();
    int n = decode(buffer, offset, length);
    count += Math.max(n, 0);
    if (count > limits.decodedBody()) {
      excess = new LimitExceededException("HttpLimits.decodedBody", limits.decodedBody());
      throw excess;
    }
    if (count > FREE && count / limits.decodedRatio() > encoded.count) {
      excess = new LimitExceededException("HttpLimits.decodedRatio", limits.decodedRatio());
      throw excess;
    }
    return n;
  }

  /** What failed once fails again. */
  private void checkUsable() {
    if (excess != null) {
      throw excess;
    }
    if (failure != null) {
      throw failure;
    }
  }

  private int decode(byte[] buffer, int offset, int length) throws IOException {
    try {
      if (decoded == null) {
        decoded = coding.decoded(encoded);
      }
      return decoded.read(buffer, offset, length);
    } catch (IOException e) {
      if (encoded.failed) {
        throw e;
      }
      String name = coding.name().toLowerCase(Locale.ROOT);
      failure =
          new MalformedMessageException(
              "The body is not valid " + name + " (RFC 9110 section 8.4.1)", e);
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    try (InputStream in = encoded) {
      if (decoded != null) {
        decoded.close();
      }
    }
  }

  /** Counts what was needed, and knows whether it came. */
  private static final class Counted extends BlockFilterInputStream {
    private long count;
    private boolean failed;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int n = in.read(buffer, offset, length);
        count += Math.max(n, 0);
        return n;
      } catch (IOException | RuntimeException e) {
        failed = true;
        throw e;
      }
    }
  }
}
