package io.steatite.envelope.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Watches over the one part of a document that the parser reads before its own limits hold: the XML
 * declaration, which may have any amount of white space in it.
 */
final class DeclarationGuard extends FilterInputStream {
  private final long limit;
  private long bytes;
  private boolean over;

  /**
   * @param limit bytes that the parser may read to find its declaration
   */
  DeclarationGuard(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  /** The declaration has been read; from now on the parser counts. */
  void declarationIsOver() {
    over = true;
  }

  @Override
  public int read() throws IOException {
    check(1);
    return in.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    check(count);
    return count;
  }

  private void check(int more) {
    bytes += more;
    if (bytes > limit && !over) {
      throw new LimitExceededException("XmlLimits.documentCharacters", limit);
    }
  }
}
