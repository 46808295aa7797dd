package io.steatite.mtom;

import io.steatite.envelope.xml.BinaryContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamWriter2;
import org.jspecify.annotations.Nullable;

/**
 * Text that may be canonical base64 (XML Schema Part 2 section 3.2.16), so that decoding and
 * encoding it again gives the same text. Long text is decoded while it is written.
 */
final class Base64Candidate implements Candidate {
  /** The number of characters that encode three bytes. */
  private static final int QUAD = 4;

  private static final int MAX_PADDING = 2;
  private static final int BLOCK = QUAD * 3072;

  private final OutgoingParts parts;

  /** The characters that are not decoded yet. */
  private final StringBuilder held = new StringBuilder();

  private @Nullable StoreStream decoded;
  private int padding;

  Base64Candidate(OutgoingParts parts) {
    this.parts = parts;
  }

  /** Returns whether base64 text can start with the given text. */
  static boolean accepts(CharSequence text) {
    return !text.isEmpty() && digits(text) > 0;
  }

  /**
   * Returns the number of base64 digits at the start; -1 if they are followed by anything but
   * padding.
   */
  private static int digits(CharSequence text) {
    int count = 0;
    while (count < text.length() && isDigit(text.charAt(count))) {
      count++;
    }
    for (int i = count; i < text.length(); i++) {
      if (text.charAt(i) != '=') {
        return -1;
      }
    }
    return count;
  }

  /**
   * Adds more text.
   *
   * @return false if the text as a whole cannot be base64; it is not added then
   */
  boolean add(CharSequence text) throws IOException {
    int digits = digits(text);
    int more = text.length() - digits;
    if (digits < 0 || (padding > 0 && digits > 0) || padding + more > MAX_PADDING) {
      return false;
    }
    padding += more;
    held.append(text);
    if (held.length() >= BLOCK && padding == 0) {
      decode(held.length() / QUAD * QUAD);
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private void decode(int characters) throws IOException {
    if (decoded == null) {
      decoded = parts.storeStream();
    }
    decoded.write(bytesOf(held.substring(0, characters)));
    held.delete(0, characters);
  }

  private static byte[] bytesOf(String base64) {
    return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public OutgoingPart.@Nullable Content asPart() throws IOException {
    if (held.length() % QUAD != 0 || (decoded == null && isShort())) {
      return null;
    }
    byte[] end = decodeRest();
    if (end == null || (decoded == null && end.length < parts.threshold())) {
      return null;
    }
    if (decoded == null) {
      return new OutgoingPart.Sized(BinaryContent.of(end));
    }
    held.setLength(0);
    decoded.write(end);
    StoredContent content = decoded.finish();
    return content.size() < parts.threshold() ? null : new OutgoingPart.Sized(content);
  }

  private boolean isShort() {
    return held.length() / QUAD * 3 < parts.threshold();
  }

  /**
   * Decodes the characters that are not decoded yet; returns null if they are not canonical base64.
   */
  private byte @Nullable [] decodeRest() {
    try {
      byte[] end = bytesOf(held.toString());
      return Base64.getEncoder().encodeToString(end).contentEquals(held) ? end : null;
    } catch (IllegalArgumentException e) { // padding in the wrong place
      return null;
    }
  }

  @Override
  public void writeAsText(XMLStreamWriter2 writer) throws IOException, XMLStreamException {
    if (decoded != null) {
      try (InputStream in = decoded.finish().getInputStream()) {
        BinaryContent.writeBase64(writer, in);
      }
    }
    if (!held.isEmpty()) {
      writer.writeCharacters(held.toString());
    }
  }
}
