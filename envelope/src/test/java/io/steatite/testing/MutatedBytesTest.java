package io.steatite.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MutatedBytesTest {

  private static final byte[] GOOD = "The quick brown fox".getBytes(US_ASCII);

  @Test
  void everyMutationDiffersFromTheOriginal() {
    MutatedBytes.of(GOOD, 1, 400)
        .forEach(bad -> assertFalse(Arrays.equals(GOOD, bad.bytes()), bad::toString));
  }

  @Test
  void allFourKindsOccur() {
    List<String> kinds =
        MutatedBytes.of(GOOD, 1, 8).map(bad -> bad.toString().split(" ", -1)[0]).toList();

    assertEquals(
        List.of("truncated", "bit", "doubled", "removed", "truncated", "bit", "doubled", "removed"),
        kinds);
  }

  @Test
  void seedDeterminesTheMutations() {
    assertEquals(texts(MutatedBytes.of(GOOD, 1, 100)), texts(MutatedBytes.of(GOOD, 1, 100)));
    assertNotEquals(texts(MutatedBytes.of(GOOD, 1, 100)), texts(MutatedBytes.of(GOOD, 2, 100)));
  }

  @Test
  void descriptionMatchesTheMutation() {
    MutatedBytes.of(GOOD, 1, 400)
        .forEach(bad -> assertArrayEquals(redone(bad.toString()), bad.bytes(), bad::toString));
  }

  @Test
  void inputOfOneByteIsMutated() {
    assertTrue(MutatedBytes.of(new byte[] {65}, 1, 40).allMatch(bad -> bad.bytes().length <= 2));
  }

  @Test
  void truncationsAreAllProperPrefixes() {
    List<Integer> lengths = MutatedBytes.truncations(GOOD).map(bad -> bad.bytes().length).toList();

    assertEquals(Stream.iterate(0, i -> i + 1).limit(GOOD.length).toList(), lengths);
  }

  @Test
  void originalIsNotModified() {
    byte[] original = GOOD.clone();
    MutatedBytes.of(original, 1, 40).forEach(bad -> Arrays.fill(bad.bytes(), (byte) 0));

    assertArrayEquals(GOOD, original);
  }

  @Test
  void emptyInputIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> MutatedBytes.of(new byte[0], 1, 1));
  }

  /** Applies a mutation by its description. */
  private static byte[] redone(String what) {
    String good = new String(GOOD, US_ASCII);
    int[] n =
        Pattern.compile("\\d+")
            .matcher(what)
            .results()
            .mapToInt(number -> Integer.parseInt(number.group()))
            .toArray();
    if (what.startsWith("bit")) {
      byte[] changed = GOOD.clone();
      changed[n[1]] ^= (byte) (1 << n[0]);
      return changed;
    }
    String text =
        switch (what.split(" ", -1)[0]) {
          case "truncated" -> good.substring(0, n[0]);
          case "doubled" -> good.substring(0, n[1]) + good.substring(n[0]);
          default -> good.substring(0, n[0]) + good.substring(n[1]);
        };
    return text.getBytes(US_ASCII);
  }

  private static List<String> texts(Stream<MutatedBytes> mutations) {
    return mutations.map(bad -> bad + Arrays.toString(bad.bytes())).toList();
  }
}
