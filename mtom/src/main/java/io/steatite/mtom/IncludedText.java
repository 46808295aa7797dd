package io.steatite.mtom;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The base64 text that an {@code xop:Include} stands for, encoded from its part piece by piece. The
 * part is located when text or content is first requested; otherwise it stays on the stream.
 */
final class IncludedText {
  /** The bytes per piece. A multiple of three, so that only the last piece has padding. */
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

  /**
   * Goes to the next piece. Returns false if there is none, or if the current piece was never read,
   * which means that the caller skips the text.
   */
  boolean advance() throws XMLStreamException {
    if (taken || piece == null) {
      return false;
    }
    piece = readPiece();
    return !piece.isEmpty();
  }

  /** Returns the current piece; empty if the part is empty or its content was taken. */
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

  /** Returns the part itself, or null if some of its text was read already. */
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

  /**
   * Returns all bytes of the part.
   *
   * @throws XMLStreamException if some of the content was read already, or the part cannot be read
   */
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

  /** Reads bytes of the part; returns -1 at the end. */
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
    return new XMLStreamException("The content of an xop:Include cannot be read", e);
  }
}
