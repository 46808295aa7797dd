package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.envelope.xml.LimitExceededException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a package in the order in which they come, each once: {@link #next()} for the
 * headers, then {@link #content()}. A part that is itself a multipart is one part.
 *
 * <p>What is wrong with the package becomes {@link MalformedMessageException}, what is too large
 * {@link LimitExceededException}; an {@code IOException} is one of the stream.
 */
final class PartReader implements Closeable {
  private static final int BUFFER = 64 << 10;

  /** What a line costs besides the field in it, for Mime4j, which counts it. */
  private static final int LINE_END = 4;

  private final MimeLimits limits;
  private final Wire wire;
  private final MimeTokenStream tokens;
  private int parts;
  private @Nullable RuntimeException failure;

  /**
   * @param boundary as in RFC 2046 section 5.1.1
   */
  PartReader(InputStream in, String boundary, MimeLimits limits) {
    this.limits = limits;
    this.wire = new Wire(in);
    this.tokens = new MimeTokenStream(config(limits));
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    InputStream guarded = new DelimiterGuard(new BufferedInputStream(wire, BUFFER), boundary);
    tokens.parseHeadless(guarded, Xop.PACKAGE_TYPE + "; boundary=\"" + boundary + '"');
    tokens.setRecursionMode(RecursionMode.M_FLAT);
  }

  private static MimeConfig config(MimeLimits limits) {
    int longest = Math.min(limits.headerBytes(), MimeLimits.UNLIMITED - LINE_END) + LINE_END;
    return MimeConfig.custom()
        .setStrictParsing(true)
        .setMaxHeaderCount(limits.headers())
        .setMaxHeaderLen(longest)
        .setMaxLineLen(longest)
        .setMaxContentLen(-1)
        .build();
  }

  /**
   * Goes to the next part; what is left of the current one is skipped.
   *
   * @return its headers, or null at the end of the package
   */
  @Nullable PartHeaders next() throws IOException {
    toNextPart();
    if (tokens.getState() == EntityState.T_END_OF_STREAM) {
      return null;
    }
    if (++parts > limits.parts()) {
      throw failed(new LimitExceededException("MimeLimits.parts", limits.parts()));
    }
    PartHeaders headers = new PartHeaders();
    long bytes = 0;
    while (advance() != EntityState.T_BODY) {
      if (tokens.getState() == EntityState.T_FIELD) {
        Field field = tokens.getField();
        bytes += field.getRaw().length();
        if (bytes > limits.headerBytes()) {
          throw failed(new LimitExceededException("MimeLimits.headerBytes", limits.headerBytes()));
        }
        headers.add(field);
      }
    }
    return headers;
  }

  /**
   * Leaves the current part, to the start of the next one or the end of the package: only there it
   * is certain that the package was not cut off.
   */
  private void toNextPart() throws IOException {
    while (tokens.getState() != EntityState.T_START_BODYPART
        && tokens.getState() != EntityState.T_END_OF_STREAM) {
      advance();
    }
  }

  private EntityState advance() throws IOException {
    try {
      return tokens.next();
    } catch (MimeException e) {
      throw failed(complaint(e));
    } catch (IOException e) {
      throw unlessOfTheWire(e);
    }
  }

  /** The content of the current part, its transfer encoding undone. */
  InputStream content() {
    return new Content(tokens.getDecodedInputStream());
  }

  /** Passes on what the stream failed with; anything else is a complaint about its bytes. */
  private IOException unlessOfTheWire(IOException e) {
    if (wire.failedWith(e)) {
      return e;
    }
    throw failed(
        complaint(e instanceof MimeIOException && e.getCause() != null ? e.getCause() : e));
  }

  private RuntimeException failed(RuntimeException e) {
    failure = e;
    return e;
  }

  /** What was wrong with the package, if something was. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  private RuntimeException complaint(Throwable e) {
    if (e instanceof MaxHeaderLimitException) {
      return new LimitExceededException("MimeLimits.headers", limits.headers(), e);
    }
    if (e instanceof MaxHeaderLengthLimitException
        || e.getCause() instanceof MaxLineLimitException) {
      return new LimitExceededException("MimeLimits.headerBytes", limits.headerBytes(), e);
    }
    return new MalformedMessageException("Malformed MIME package: " + e.getMessage(), e);
  }

  /** Closes the stream and leaves the rest of the package unread. */
  @Override
  public void close() throws IOException {
    wire.close();
  }

  /** The content of a part, no longer than allowed and cut off by nothing but a boundary. */
  private final class Content extends InputStream {
    private final InputStream decoded;
    private long count;
    private boolean ended;

    Content(InputStream decoded) {
      this.decoded = decoded;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (ended || length == 0) {
        return ended ? -1 : 0;
      }
      int n = decode(bytes, offset, length);
      if (n < 0) {
        ended = true;
        toNextPart();
      } else if ((count += n) > limits.partBytes()) {
        throw failed(new LimitExceededException("MimeLimits.partBytes", limits.partBytes()));
      }
      return n;
    }

    private int decode(byte[] bytes, int offset, int length) throws IOException {
      try {
        return decoded.read(bytes, offset, length);
      } catch (IOException e) {
        throw unlessOfTheWire(e);
      }
    }
  }
}
