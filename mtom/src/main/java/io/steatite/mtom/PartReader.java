package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.envelope.MalformedMessageException;
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
  private final Wire wire;
  private final Guard guard;
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
    this.wire = new Wire(in);
    this.guard = new Guard(wire);
    this.sections = new BoundaryInputStream(wire, boundary);
    this.headers = new HeaderReader(limits, strict);
  }

  /** Tells failures of the sender from those of the stream. */
  Guard guard() {
    return guard;
  }

  /**
   * Goes to the next part; what is left of the current one is skipped.
   *
   * @return its headers, or null at the end of the package
   */
  @Nullable PartHeaders next() throws IOException {
    return guard.read(() -> Optional.ofNullable(advance())).orElse(null);
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
    content = new PartContent(sections, fields, limits, guard);
    return fields;
  }

  /** How many bytes of the package have arrived. */
  long arrived() {
    return wire.count();
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
    wire.close();
  }
}
