package io.steatite.mtom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.testing.MutatedBytes;
import io.steatite.testing.ThrottledInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferEncodingTest {
  private static final String TEXT = "Viele Gr\u00fc\u00dfe, = and \t tabs\r\nin lines\r\n";

  private static byte[] encoded(TransferEncoding encoding) {
    return switch (encoding) {
      case IDENTITY -> Packages.bytes(TEXT);
      case BASE64 -> Base64.getMimeEncoder(20, Packages.bytes("\r\n")).encode(Packages.bytes(TEXT));
      case QUOTED_PRINTABLE ->
          Packages.bytes("Viele Gr=FC=\r\n=DFe, =3D and \t tabs\r\nin lines\r\n");
    };
  }

  private static byte[] decode(TransferEncoding encoding, InputStream in) throws IOException {
    InputStream checked = encoding.checked(in);
    byte[] decoded = encoding.decode(checked).readAllBytes();
    checked.transferTo(OutputStream.nullOutputStream()); // as PartContent does
    return decoded;
  }

  private static String verdict(TransferEncoding encoding, InputStream in) {
    try {
      return Packages.text(decode(encoding, in));
    } catch (IOException | MalformedMessageException e) {
      return "refused";
    }
  }

  @ParameterizedTest
  @EnumSource
  void contentIsDecodedForAllReadSizes(TransferEncoding encoding) throws IOException {
    for (int most : new int[] {1, 2, 3, 4, 5, 100_000}) {
      InputStream in = ThrottledInputStream.of(encoded(encoding), most, most);
      assertThat(decode(encoding, in)).isEqualTo(Packages.bytes(TEXT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void mutatedContentIsReadTheSameForAllReadSizes(TransferEncoding encoding) {
    for (MutatedBytes mutation : MutatedBytes.of(encoded(encoding), 11, 2000).toList()) {
      byte[] bytes = mutation.bytes();
      String whole = verdict(encoding, new ByteArrayInputStream(bytes));
      for (int most : new int[] {1, 2, 5}) {
        assertThat(verdict(encoding, ThrottledInputStream.of(bytes, most, most)))
            .as(mutation.toString())
            .isEqualTo(whole);
      }
    }
  }

  /** The decoder would keep all of the white space in memory. */
  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "\f", "x", "=20", "x \t"})
  void endlessQuotedPrintableLineIsRefusedBeforeItFillsTheMemory(String piece) {
    Endless in = new Endless(piece);
    assertThatThrownBy(
            () ->
                TransferEncoding.QUOTED_PRINTABLE
                    .decode(TransferEncoding.QUOTED_PRINTABLE.checked(in))
                    .transferTo(OutputStream.nullOutputStream()))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("longer than 8192 bytes");
    assertThat(in.count).isLessThan(64 << 10);
  }

  @Test
  void quotedPrintableLinesAreReadUpToTheLimit() throws IOException {
    String line = "x" + " ".repeat(8187) + "=20";
    String text = (line.substring(1) + "\r\n").repeat(3);
    assertThat(decode(TransferEncoding.QUOTED_PRINTABLE, stream(text))).hasSize(3 * (8187 + 3));
    assertThatThrownBy(
            () -> decode(TransferEncoding.QUOTED_PRINTABLE, stream(text + "x" + line + "\r\n")))
        .isInstanceOf(MalformedMessageException.class);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(Packages.bytes(text));
  }

  /** White space in base64 is skipped, so the memory of the decoder does not grow with it. */
  @Test
  void whiteSpaceInBase64TakesNoMemory() throws IOException {
    InputStream in = stream("QUJD" + " ".repeat(1 << 20) + "\r\n".repeat(1 << 19) + "REVG");
    assertThat(decode(TransferEncoding.BASE64, in)).asString().isEqualTo("ABCDEF");
  }

  @Test
  void unknownEncodingIsQuotedClippedAndPrintable() {
    assertThatThrownBy(() -> TransferEncoding.of("x-\u0001" + "u".repeat(1000)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("\"x-\\u0001uuu")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }

  /** Repeats a text without end; counts the bytes read. */
  private static final class Endless extends InputStream {
    private final byte[] piece;
    private int count;

    Endless(String piece) {
      this.piece = Packages.bytes(piece);
    }

    @Override
    public int read() {
      if (count > 64 << 20) {
        return -1;
      }
      return piece[count++ % piece.length];
    }
  }
}
