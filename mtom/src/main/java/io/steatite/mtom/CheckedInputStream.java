package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.BlockFilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Checks encoded content before it is decoded. */
abstract class CheckedInputStream extends BlockFilterInputStream {
  private CheckedInputStream(InputStream in) {
    super(in);
  }

  /**
   * Returns base64 text that must end with its padding (RFC 2045 section 6.8). A decoder stops at
   * the padding, so content after it would be lost silently.
   *
   * <p>Reading throws a {@link MalformedMessageException} if anything but white space follows.
   */
  static InputStream endingWithPadding(InputStream in) {
    return new CheckedInputStream(in) {
      private boolean padded;

      @Override
      void check(byte b) {
        padded |= b == '=';
        if (padded && b != '=' && (b < 0 || b > ' ')) {
          throw new MalformedMessageException(
              "The base64 content of a MIME part continues after its padding (RFC 2045 section"
                  + " 6.8)");
        }
      }
    };
  }

  /**
   * Returns text whose lines have a limited length. The decoder of quoted-printable keeps all white
   * space of a line in memory until it knows whether the line ends there.
   *
   * <p>Reading throws a {@link MalformedMessageException} if a line is too long.
   *
   * @param most the most bytes of a line, including its line break
   */
  static InputStream withLinesOf(int most, InputStream in) {
    return new CheckedInputStream(in) {
      private int line;

      @Override
      void check(byte b) {
        line = b == '\n' ? 0 : line + 1;
        if (line >= most) {
          throw new MalformedMessageException(
              "A line of the quoted-printable content of a MIME part is longer than "
                  + most
                  + " bytes (RFC 2045 section 6.7 allows 76 characters)");
        }
      }
    };
  }

  /** Checks the next byte; throws MalformedMessageException if it is invalid. */
  abstract void check(byte b);

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    int n = in.read(bytes, offset, length);
    for (int i = offset; i < offset + n; i++) {
      check(bytes[i]);
    }
    return n;
  }
}
