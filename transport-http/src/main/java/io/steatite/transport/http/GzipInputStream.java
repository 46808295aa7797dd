package io.steatite.transport.http;

import io.steatite.internal.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decodes gzip (RFC 1952): one member or several, to the end of the stream, with every checksum and
 * length checked. Anything behind the last member that is not a member is an error.
 *
 * <p>{@link java.util.zip.GZIPInputStream} is of no use here: it calls itself for each empty
 * member, so that many of them overflow the stack; it takes garbage behind a member for the end;
 * and it takes a pause of the network for the end.
 *
 * <p>An {@link Inflater} holds memory outside of the heap. It is released at the end, on every
 * failure, and by {@link #close}.
 */
final class GzipInputStream extends BlockInputStream {
  /** An empty member takes 20 bytes; a body in more members than this one is an attack. */
  private static final int MOST_MEMBERS = 1000;

  /** The longest that the optional fields of one header may be: name, comment and extra field. */
  private static final int MOST_HEADER = 1 << 16;

  private static final int BUFFER = 8 << 10;
  private static final int MAGIC = 0x8b1f;
  private static final int HEADER_CRC = 1 << 1;
  private static final int EXTRA = 1 << 2;
  private static final int NAME = 1 << 3;
  private static final int COMMENT = 1 << 4;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;
  private int headerBytes;
  private int members;
  private boolean inMember;
  private boolean ended;
  private boolean released;

  /**
   * @param in the encoded bytes; nothing is read of it yet
   */
  GzipInputStream(InputStream in) {
    this.in = in;
  }

  /**
   * Reads.
   *
   * @throws ZipException if the bytes are not gzip
   * @throws EOFException if they end within a member
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0 || ended) {
      return length == 0 ? 0 : -1;
    }
    if (released) {
      throw new IOException("The stream has failed or is closed");
    }
    int count = -1;
    try {
      count = inflate(target, offset, length);
      ended = count < 0;
      return count;
    } finally {
      if (count < 0) {
        release();
      }
    }
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    while (inMember || startMember()) {
      int count = inflateSome(target, offset, length);
      if (count > 0) {
        checksum.update(target, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("A preset dictionary is not part of gzip");
      } else {
        inflateFurther();
      }
    }
    return -1;
  }

  private int inflateSome(byte[] target, int offset, int length) throws IOException {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      throw (IOException) new ZipException(e.getMessage()).initCause(e);
    }
  }

  private void inflateFurther() throws IOException {
    if (position == end && !fill()) {
      throw truncated();
    }
    inflater.setInput(buffer, position, end - position);
    position = end;
  }

  /** Reads a header (RFC 1952 section 2.3); false at the end of the stream. */
  private boolean startMember() throws IOException {
    if (position == end && members > 0 && !fill()) {
      return false;
    }
    if (++members > MOST_MEMBERS) {
      throw new ZipException("More than " + MOST_MEMBERS + " members");
    }
    checksum.reset();
    inflater.reset();
    headerBytes = 0;
    readHeader();
    checksum.reset();
    inMember = true;
    return true;
  }

  private void readHeader() throws IOException {
    if (headerShort() != MAGIC || headerByte() != 8) {
      throw new ZipException(members == 1 ? "Not gzip" : "Not gzip behind the last member");
    }
    int flags = headerByte();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("Reserved flags are set");
    }
    skipHeader(6); // modification time, extra flags, operating system
    if ((flags & EXTRA) != 0) {
      skipHeader(headerShort());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    int sum = (int) checksum.getValue() & 0xffff;
    if ((flags & HEADER_CRC) != 0 && headerShort() != sum) {
      throw new ZipException("The checksum of the header is wrong");
    }
  }

  private int headerByte() throws IOException {
    if (++headerBytes > MOST_HEADER) {
      throw new ZipException("The header is longer than " + MOST_HEADER + " bytes");
    }
    int b = nextByte();
    checksum.update(b);
    return b;
  }

  private int headerShort() throws IOException {
    return headerByte() | headerByte() << 8;
  }

  private void skipHeader(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      headerByte();
    }
  }

  private void skipText() throws IOException {
    int b;
    do {
      b = headerByte();
    } while (b != 0);
  }

  /** Checks the trailer (RFC 1952 section 2.3.1): the checksum, and the length modulo 2^32. */
  private void endMember() throws IOException {
    position = end - inflater.getRemaining();
    if (nextInt() != (int) checksum.getValue()) {
      throw new ZipException("The checksum of the content is wrong");
    }
    if (nextInt() != (int) inflater.getBytesWritten()) {
      throw new ZipException("The length of the content is wrong");
    }
    inMember = false;
  }

  private int nextInt() throws IOException {
    return nextByte() | nextByte() << 8 | nextByte() << 16 | nextByte() << 24;
  }

  private int nextByte() throws IOException {
    if (position == end && !fill()) {
      throw truncated();
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    end = Math.max(count, 0);
    return count > 0;
  }

  private static EOFException truncated() {
    return new EOFException("The stream ends within a member");
  }

  private void release() {
    released = true;
    inflater.end();
  }

  @Override
  public void close() throws IOException {
    release();
    in.close();
  }
}
