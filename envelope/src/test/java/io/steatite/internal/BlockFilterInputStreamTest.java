package io.steatite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BlockFilterInputStreamTest {
  private static final class Counter extends BlockFilterInputStream {
    private long count;

    Counter(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = in.read(target, offset, length);
      count += Math.max(n, 0);
      return n;
    }
  }

  private static Counter on(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return new Counter(new ByteArrayInputStream(all));
  }

  @Test
  void singleBytesAreReadAsBlocks() throws IOException {
    try (Counter in = on(0, 0xFF)) {
      assertThat(in.read()).isZero();
      assertThat(in.read()).isEqualTo(0xFF);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.count).isEqualTo(2);
    }
  }

  @Test
  void skippedBytesAreReadAsBlocks() throws IOException {
    try (Counter in = on(1, 2, 3, 4)) {
      assertThat(in.skip(3)).isEqualTo(3);
      assertThat(in.count).isEqualTo(3);
      assertThat(in.available()).isEqualTo(1);
      assertThat(in.read()).isEqualTo(4);
    }
  }

  @Test
  void markIsNotSupported() throws IOException {
    try (Counter in = on(1)) {
      assertThat(in.markSupported()).isFalse();
      assertThatExceptionOfType(IOException.class).isThrownBy(in::reset);
    }
  }
}
