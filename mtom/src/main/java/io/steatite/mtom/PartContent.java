package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.internal.BlockInputStream;
import io.steatite.internal.SourceInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The decoded content of a part. Reading enforces {@code MimeLimits.partBytes}, and fails if the
 * package ends before the delimiter.
 */
final class PartContent extends BlockInputStream {
  private final InputStream encoded;
  private final InputStream decoded;
  private final MimeLimits limits;
  private final SourceInputStream source;
  private long count;
  private boolean ended;

  /**
   * @param section the stream of sections, at the start of the content
   * @param headers the headers of the part
   * @param source the package
   */
  PartContent(
      InputStream section, PartHeaders headers, MimeLimits limits, SourceInputStream source) {
    this.encoded = headers.transferEncoding().checked(section);
    this.decoded = headers.transferEncoding().decode(encoded);
    this.limits = limits;
    this.source = source;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    return source.decode(PartReader::malformed, () -> decode(bytes, offset, length));
  }

  private int decode(byte[] bytes, int offset, int length) throws IOException {
    int n = decoded.read(bytes, offset, length);
    if (n < 0) {
      end();
    } else if ((count += n) > limits.partBytes()) {
      throw new LimitExceededException("MimeLimits.partBytes", limits.partBytes());
    }
    return n;
  }

  /** Returns whether the content was read to its end. */
  boolean isEnded() {
    return ended;
  }

  /** Reads the bytes between the end of the encoded content and the delimiter. */
  private void end() throws IOException {
    if (decoded != encoded) {
      encoded.transferTo(OutputStream.nullOutputStream());
    }
    ended = true;
  }
}
