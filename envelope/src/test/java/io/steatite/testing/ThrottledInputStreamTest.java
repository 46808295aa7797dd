package io.steatite.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottledInputStreamTest {

  private static final byte[] BYTES = new byte[1000];

  static {
    for (int i = 0; i < BYTES.length; i++) {
      BYTES[i] = (byte) i;
    }
  }

  @Test
  void allBytesArriveInOrder() throws IOException {
    try (ThrottledInputStream in = ThrottledInputStream.of(BYTES, 7, 42)) {
      assertArrayEquals(BYTES, in.readAllBytes());
    }
  }

  @Test
  void eachReadReturnsBetweenOneAndTheMaximum() throws IOException {
    List<Integer> sizes = sizes(7, 42);

    assertTrue(sizes.stream().allMatch(size -> size >= 1 && size <= 7), sizes::toString);
    assertEquals(7, sizes.stream().distinct().count());
  }

  @Test
  void seedDeterminesTheSizes() throws IOException {
    assertEquals(sizes(7, 42), sizes(7, 42));
    assertNotEquals(sizes(7, 42), sizes(7, 43));
  }

  @Test
  void maximumOfOneReadsByteByByte() throws IOException {
    assertEquals(BYTES.length, sizes(1, 42).size());
  }

  @Test
  void readsNoMoreThanTheRequestedLength() throws IOException {
    try (ThrottledInputStream in = ThrottledInputStream.of(BYTES, 1000, 42)) {
      assertEquals(1, in.read(new byte[4], 3, 1));
    }
  }

  @Test
  void skipsNoMoreThanTheMaximum() throws IOException {
    try (ThrottledInputStream in = ThrottledInputStream.of(BYTES, 7, 42)) {
      long skipped = in.skip(500);

      assertTrue(skipped >= 1 && skipped <= 7, () -> "skipped " + skipped);
    }
  }

  @Test
  void supportsNeitherAvailableNorMark() throws IOException {
    try (ThrottledInputStream in = ThrottledInputStream.of(BYTES, 7, 42)) {
      in.mark(10);

      assertEquals(0, in.available());
      assertFalse(in.markSupported());
      assertThrows(IOException.class, in::reset);
    }
  }

  @Test
  void maximumBelowOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> ThrottledInputStream.of(BYTES, 0, 42));
  }

  private static List<Integer> sizes(int most, long seed) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    byte[] buffer = new byte[64];
    try (ThrottledInputStream in = ThrottledInputStream.of(BYTES, most, seed)) {
      for (int size = in.read(buffer); size != -1; size = in.read(buffer)) {
        sizes.add(size);
      }
    }
    return sizes;
  }
}
