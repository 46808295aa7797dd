package io.steatite.envelope;

import java.io.IOException;

/** A source that delegates to another one. Subclasses override single methods. */
class FilterSource implements MessageSource {
  private final MessageSource source;

  FilterSource(MessageSource source) {
    this.source = source;
  }

  @Override
  public void requireEnd() throws IOException {
    source.requireEnd();
  }

  @Override
  public void requireEndWithin(int most) throws IOException {
    source.requireEndWithin(most);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
