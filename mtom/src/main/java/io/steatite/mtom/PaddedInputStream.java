package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Base64 text that ends with its padding (RFC 2045 section 6.8). A decoder stops there, so content
 * that went on would be taken for complete without the rest.
 */
final class PaddedInputStream extends FilterInputStream {
  private boolean padded;

  PaddedInputStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    for (int i = offset; i < offset + n; i++) {
      padded |= bytes[i] == '=';
      if (padded && bytes[i] != '=' && (bytes[i] < 0 || bytes[i] > ' ')) {
        throw new MalformedMessageException(
            "The base64 content of a MIME part goes on after its padding (RFC 2045 section 6.8)");
      }
    }
    return n;
  }
}
