package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.UnreadableMessageException;
import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.ReadStatus;
import io.steatite.internal.SourceInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a package in their order, each once: {@link #next()} reads the headers, {@link
 * #content()} the content. A part that is itself a multipart is one part.
 *
 * <p>A part can be read to its end before anything of the next one has arrived.
 *
 * <p>Throws {@link MalformedMessageException} if the package is malformed, {@link
 * LimitExceededException} if it is too large, and {@code IOException} if the stream fails.
 */
final class PartReader implements Closeable {
  private final MimeLimits limits;
  private final SourceInputStream source;
  private final BoundaryInputStream sections;
  private final HeaderReader headers;
  private int parts;
  private @Nullable PartContent content;

  /**
   * @param boundary as in RFC 2046 section 5.1.1
   * @param strict whether the lines of headers must end with CRLF
   */
  PartReader(InputStream in, String boundary, MimeLimits limits, boolean strict) {
    this.limits = limits;
    this.source = new SourceInputStream(in);
    this.sections = new BoundaryInputStream(source, boundary);
    this.headers = new HeaderReader(limits, strict);
  }

  /** Returns the exception for bytes that a decoder refused. */
  static UnreadableMessageException malformed(IOException e) {
    return new MalformedMessageException("Malformed MIME package: " + e.getMessage(), e);
  }

  /** Returns whether reading the package has failed, and how. */
  ReadStatus status() {
    return source.status();
  }

  /**
   * Goes to the next part; what is left of the current one is skipped.
   *
   * @return its headers, or null at the end of the package
   */
  @Nullable PartHeaders next() throws IOException {
    return source.decode(PartReader::malformed, () -> Optional.ofNullable(advance())).orElse(null);
  }

  private @Nullable PartHeaders advance() throws IOException {
    if (content != null && !content.isEnded()) {
      content.transferTo(OutputStream.nullOutputStream()); // within the limits
    }
    if (!sections.next()) {
      return null;
    }
    if (++parts > limits.parts()) {
      throw new LimitExceededException("MimeLimits.parts", limits.parts());
    }
    PartHeaders fields = headers.read(sections);
    content = new PartContent(sections, fields, limits, source);
    return fields;
  }

  /** How many bytes of the package have arrived. */
  long arrived() {
    return source.count();
  }

  /**
   * Reads and checks what is left of the current part until too much of the package has arrived.
   *
   * @param most how many bytes may have arrived, give or take a buffer
   * @return whether the part is read to its end
   */
  boolean endWithin(long most) throws IOException {
    byte[] skipped = new byte[4 << 10];
    while (content != null && !content.isEnded() && arrived() <= most) {
      content.read(skipped, 0, skipped.length);
    }
    return content == null || content.isEnded();
  }

  /** The content of the current part, its transfer encoding undone. */
  PartContent content() {
    if (content == null) {
      throw new IllegalStateException("There is no current part");
    }
    return content;
  }

  /** Closes the stream and leaves the rest of the package unread. */
  @Override
  public void close() throws IOException {
    source.close();
  }
}
