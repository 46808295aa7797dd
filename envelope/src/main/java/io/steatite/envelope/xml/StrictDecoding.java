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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Characters out of bytes in other charsets than UTF-8, which parsers decode well by themselves:
 * nothing is replaced, and the two code units that are no characters of XML (production 2) but that
 * parsers let pass are refused.
 */
final class StrictDecoding extends FilterReader {
  private static final char FIRST_NONCHARACTER = '\uFFFE';
  private static final String DECLARATION = "<?xml";
  private static final int LONGEST_DECLARATION = 1024;
  private static final Pattern ENCODING =
      Pattern.compile(
          "<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"'][^>]*>");

  /** Parsers replace nothing there, or refuse what says so in single bytes. */
  private static final Pattern WELL_DECODED =
      Pattern.compile(
          "UTF-|UTF[0-9]|UCS|ISO-10646|US-ASCII$|ISO-8859-1$", Pattern.CASE_INSENSITIVE);

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

  /**
   * The charset that an XML declaration in a superset of ASCII names; null if there is none, or
   * none that parsers do not decode well by themselves or have to refuse.
   *
   * @param in supports mark and reset
   */
  static @Nullable Charset declared(BufferedInputStream in) throws IOException {
    in.mark(LONGEST_DECLARATION);
    StringBuilder start = new StringBuilder();
    int b;
    do {
      b = in.read();
      start.append((char) b);
    } while (b >= 0 && b != '>' && start.length() < LONGEST_DECLARATION && isDeclaration(start));
    in.reset();
    Matcher encoding = ENCODING.matcher(start);
    if (!encoding.lookingAt()) {
      return null;
    }
    String name = encoding.group(1);
    return WELL_DECODED.matcher(name).lookingAt() || !Charset.isSupported(name)
        ? null
        : Charset.forName(name);
  }

  private static boolean isDeclaration(StringBuilder start) {
    int length = Math.min(start.length(), DECLARATION.length());
    return DECLARATION.startsWith(start.substring(0, length));
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
