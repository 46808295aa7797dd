package io.steatite.envelope;

import java.io.IOException;
import java.io.Writer;

/** Keeps characters until there are enough, and then refuses more. */
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

  /** Whether more was to come than is kept. */
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
