package io.steatite.envelope;

import java.io.IOException;
import java.io.Writer;

/** Keeps characters up to a limit and refuses further ones. */
final class BoundedText extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final int limit;
  private boolean cut;

  BoundedText(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(char[] more, int offset, int length) throws IOException {
    int room = limit - text.length();
    text.append(more, offset, Math.min(length, room));
    if (length > room) {
      cut = true;
      throw new IOException("The text is full");
    }
  }

  /** Returns whether characters were refused. */
  boolean isCut() {
    return cut;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
