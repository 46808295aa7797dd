package io.steatite.mtom;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The text that an {@code xop:Include} stands for: canonical base64 of a part, piece by piece. The
 * part is looked for when somebody first asks for text or content, and stays where it is otherwise.
 */
final class IncludedText {
  /** A multiple of three, so that base64 of one piece ends without padding. */
  private static final int PIECE = 3 * 4096;

  private final MimePackage parts;
  private final ContentReference reference;
  private @Nullable InputStream content;
  private @Nullable String piece;
  private boolean taken;

  IncludedText(MimePackage parts, ContentReference reference) {
    this.parts = parts;
    this.reference = reference;
  }

  /** Goes to the next piece, unless nobody wanted to see the one before. */
  boolean advance() throws XMLStreamException {
    if (taken || piece == null) {
      return false;
    }
    piece = readPiece();
    return !piece.isEmpty();
  }

  /** The current piece; empty if the part is, or if its content was taken. */
  String piece() throws XMLStreamException {
    if (taken) {
      return "";
    }
    if (piece == null) {
      piece = readPiece();
    }
    return piece;
  }

  private String readPiece() throws XMLStreamException {
    try {
      byte[] bytes = content().readNBytes(PIECE);
      return Base64.getEncoder().encodeToString(bytes);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The part as it is, or null if text was shown already. */
  @Nullable DataSource take() throws XMLStreamException {
    if (taken || piece != null || content != null) {
      return null;
    }
    taken = true;
    try {
      return new PartDataSource(parts.included(reference));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** All bytes of the part, unless some of its text was shown already. */
  byte[] readAll() throws XMLStreamException {
    if (content == null && !taken) {
      taken = true;
      try (InputStream bytes = parts.included(reference).openForMemory()) {
        return bytes.readAllBytes();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
    throw new XMLStreamException("The content of the xop:Include was read already");
  }

  /** Reads bytes of the part past its text; -1 at the end. */
  int read(byte[] bytes, int offset, int length) throws XMLStreamException {
    try {
      int n = content().readNBytes(bytes, offset, length);
      return n == 0 ? -1 : n;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private InputStream content() throws IOException {
    if (content == null) {
      content = parts.included(reference).open("its element's text");
    }
    return content;
  }

  private static XMLStreamException unreadable(IOException e) {
    return new XMLStreamException("Cannot read the content of an xop:Include", e);
  }
}
