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
 * Decodes charsets other than UTF-8, which parsers decode strictly themselves. Malformed input is
 * refused instead of being replaced. U+FFFE and U+FFFF are refused, because they are not characters
 * of XML (production 2) and parsers do not check that.
 */
final class StrictDecodingReader extends FilterReader {
  private static final char FIRST_NONCHARACTER = '\uFFFE';
  private static final String DECLARATION = "<?xml";
  private static final int LONGEST_DECLARATION = 1024;
  private static final Pattern ENCODING =
      Pattern.compile(
          "<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"'][^>]*>");

  /** Charsets that parsers decode strictly, or refuse when the declaration is in single bytes. */
  private static final Pattern WELL_DECODED =
      Pattern.compile(
          "UTF-|UTF[0-9]|UCS|ISO-10646|US-ASCII$|ISO-8859-1$", Pattern.CASE_INSENSITIVE);

  /**
   * Creates a reader.
   *
   * @param in the encoded bytes
   * @param charset the encoding
   */
  StrictDecodingReader(InputStream in, Charset charset) {
    super(new InputStreamReader(in, charset.newDecoder()));
  }

  /**
   * Detects UTF-16 and its byte order by the first four bytes of a document (XML 1.0 appendix F).
   * Does not consume them.
   *
   * @return the charset, or null if the document is not in UTF-16
   */
  static @Nullable Charset utf16(BufferedInputStream in) throws IOException {
    in.mark(4);
    byte[] start = in.readNBytes(4);
    in.reset();
    if (start.length < 4 || (start[2] == 0 && start[3] == 0)) {
      return null; // too short, or UTF-32
    }
    return switch (start[0] << 8 | start[1] & 0xFF) {
      case (byte) 0xFE << 8 | 0xFF, (byte) 0xFF << 8 | 0xFE -> StandardCharsets.UTF_16;
      case '<' -> StandardCharsets.UTF_16BE;
      case '<' << 8 -> StandardCharsets.UTF_16LE;
      default -> null;
    };
  }

  /**
   * Reads the charset from an XML declaration that is encoded in a superset of ASCII. Does not
   * consume it.
   *
   * @return the charset, or null if parsers handle the document themselves: there is no
   *     declaration, or the charset is unknown or is decoded strictly by parsers
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
      throw refused("The bytes are malformed in this charset", e);
    }
    for (int i = offset; i < offset + count; i++) {
      if (buffer[i] >= FIRST_NONCHARACTER) {
        throw refused("U+%04X is not a character of XML".formatted((int) buffer[i]), null);
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
