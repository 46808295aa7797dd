package io.steatite.mtom;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Lets no read end where a delimiter may end, unless the stream ends there.
 *
 * <p>Mime4j takes {@code --boundary} for a delimiter when it is the last it has, without waiting
 * for what follows; a line of content that only starts like that would cut its part off. WCF counts
 * its boundaries, {@code +id=1} and {@code +id=12}, so a package within a package has such lines.
 */
final class DelimiterGuard extends PushbackInputStream {
  private final byte last;
  private boolean held;

  DelimiterGuard(InputStream in, String boundary) {
    super(in);
    this.last = (byte) boundary.charAt(boundary.length() - 1);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      int n = super.read(bytes, offset, length);
      boolean nothingFollowed = held && n == 1;
      held = !nothingFollowed && length > 1 && n > 0 && bytes[offset + n - 1] == last;
      if (!held) {
        return n;
      }
      unread(last);
      if (n > 1) {
        return n - 1;
      }
    }
  }
}
