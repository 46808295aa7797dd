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
 * Reads the parts of a package one after the other: {@link #next()} reads the headers of a part,
 * {@link #content()} its content. A nested multipart is one part. The end of a part is recognized
 * before anything of the next part has arrived.
 *
 * <p>Throws {@link MalformedMessageException} if the package is malformed, {@link
 * LimitExceededException} if it exceeds a limit, and {@code IOException} if the stream fails.
 */
final class PartReader implements Closeable {
  private final MimeLimits limits;
  private final SourceInputStream source;
  private final BoundaryInputStream sections;
  private final HeaderReader headers;
  private int parts;
  private @Nullable PartContent content;

  /**
   * @param in the bytes of the package; closed with this reader
   * @param boundary the boundary, valid as in RFC 2046 section 5.1.1
   * @param strict whether header lines must end with CRLF
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
   * Skips the rest of the current part and reads the headers of the next one.
   *
   * @return the headers, or null at the end of the package
   */
  @Nullable PartHeaders next() throws IOException {
    return source.decode(PartReader::malformed, () -> Optional.ofNullable(advance())).orElse(null);
  }

  private @Nullable PartHeaders advance() throws IOException {
    if (content != null && !content.isEnded()) {
      content.transferTo(OutputStream.nullOutputStream()); // the limits apply
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

  /** Returns the number of bytes of the package that were read from the stream. */
  long arrived() {
    return source.count();
  }

  /**
   * Reads and checks the rest of the current part, until a number of bytes of the package have
   * arrived.
   *
   * @param most the number of bytes; exceeded by at most one buffer
   * @return whether the part was read to its end
   */
  boolean readToEndWithin(long most) throws IOException {
    byte[] skipped = new byte[4 << 10];
    while (content != null && !content.isEnded() && arrived() <= most) {
      content.read(skipped, 0, skipped.length);
    }
    return content == null || content.isEnded();
  }

  /**
   * Returns the content of the current part after decoding.
   *
   * @throws IllegalStateException if there is no current part
   */
  PartContent content() {
    if (content == null) {
      throw new IllegalStateException("There is no current part");
    }
    return content;
  }

  /** Closes the stream. The rest of the package is not read. */
  @Override
  public void close() throws IOException {
    source.close();
  }
}
