package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.Message;
import io.steatite.testing.ThrottledInputStream;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A truncated package, or one without its last delimiter, is never taken for complete. */
class CutPackageTest {
  private static final String OPEN =
      Packages.root("AAAA") + Packages.file("<1@test>", "one") + Packages.file("<2@test>", "two");

  /** Reads the package to its end; returns the number of parts without a reference. */
  private static int attachments(byte[] bytes, int most) throws Exception {
    try (Message message =
        MtomEncoder.of(Packages.V12)
            .decode(ThrottledInputStream.of(bytes, most, most), Packages.type())) {
      return Attachments.of(message).orElseThrow().all().size();
    }
  }

  private static void assertMalformed(ThrowingCallable reading) {
    assertThatThrownBy(reading).isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\r\n\r\n", "-", "-\r\n", "--x", " ", "\r", "\r\nX: y\r\n"})
  void ordinaryDelimiterInPlaceOfTheLastOneIsMalformed(String after) throws Exception {
    String delimiter = "--" + Packages.BOUNDARY;
    for (int most : new int[] {1, 3, 100_000}) {
      assertThat(attachments(Packages.bytes(OPEN + delimiter + "--"), most)).isEqualTo(2);
      assertMalformed(() -> attachments(Packages.bytes(OPEN + delimiter + after), most));
    }
  }

  @Test
  void packageTruncatedAnywhereIsMalformed() throws Exception {
    byte[] whole = Packages.bytes(OPEN + "--" + Packages.BOUNDARY + "--");
    for (int most : new int[] {1, 100_000}) {
      assertThat(attachments(whole, most)).isEqualTo(2);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertMalformed(() -> attachments(cut, most));
      }
    }
  }

  @Test
  void partWithoutEmptyLineIsEmpty() throws Exception {
    String empty = "--" + Packages.BOUNDARY + "\r\nContent-ID: <3@test>\r\n";
    for (String lineBreak : new String[] {"", "\r\n", "\r\n\r\n"}) {
      String bytes =
          Packages.root(Packages.include("cid:3@test"), Packages.include("cid:4@test"))
              + empty
              + lineBreak
              + Packages.file("<4@test>", "four")
              + Packages.end();
      try (Message message =
          MtomEncoder.of(Packages.V12)
              .decode(ThrottledInputStream.of(Packages.bytes(bytes), 5, 5), Packages.type())) {
        assertThat(Packages.filesOf(message)).map(Packages::text).containsExactly("", "four");
      }
    }
  }
}
