package io.steatite.envelope.xml;

import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Characters out of bytes in other charsets than UTF-8, which parsers decode well by themselves:
 * nothing is replaced, and the two code units that are no characters of XML (production 2) but that
 * parsers let pass are refused.
 */
final class StrictDecoding extends FilterReader {
  private static final char FIRST_NONCHARACTER = '\uFFFE';

  /**
   * @param in the bytes
   * @param charset how they are encoded
   */
  StrictDecoding(InputStream in, Charset charset) {
    super(new InputStreamReader(in, charset.newDecoder()));
  }

  /**
   * The flavour of UTF-16 that a document is in (XML 1.0 appendix F); null if it is something else,
   * which its declaration will say.
   *
   * @param in supports mark and reset
   */
  static @Nullable Charset utf16(BufferedInputStream in) throws IOException {
    in.mark(4);
    byte[] start = in.readNBytes(4);
    in.reset();
    if (start.length < 4 || (start[2] == 0 && start[3] == 0)) {
      return null; // too little to say, or UTF-32
    }
    return switch (start[0] << 8 | start[1] & 0xFF) {
      case (byte) 0xFE << 8 | 0xFF, (byte) 0xFF << 8 | 0xFE -> StandardCharsets.UTF_16;
      case '<' -> StandardCharsets.UTF_16BE;
      case '<' << 8 -> StandardCharsets.UTF_16LE;
      default -> null;
    };
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(buffer, offset, length);
    } catch (CharacterCodingException e) {
      throw refused("Bytes that are no characters in this charset", e);
    }
    for (int i = offset; i < offset + count; i++) {
      if (buffer[i] >= FIRST_NONCHARACTER) {
        throw refused("U+%04X is no character of XML".formatted((int) buffer[i]), null);
      }
    }
    return count;
  }

  private static IOException refused(String what, @Nullable IOException cause) {
    IOException e = new CharConversionException(what);
    e.initCause(cause);
    return e;
  }
}
