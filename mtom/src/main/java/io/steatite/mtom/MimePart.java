package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.internal.BlockInputStream;
import io.steatite.internal.LogText;
import io.steatite.internal.ReadStatus;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a package. While it is the current part, its content is on the stream and can be read
 * once. If the package is read on, the rest of the content is stored, and a reader in the middle of
 * the content continues from the store. A stored part of which nothing was read from the stream can
 * be read any number of times.
 *
 * <p>Not safe for use by several threads at a time.
 */
final class MimePart {
  private final PartHeaders headers;
  private final PartStore store;
  private final ReadStatus status;
  private final PartContent arriving;

  /** The content that was not read from the stream. */
  private InputStream rest;

  /** The complete content, if it was stored before any of it was read. */
  private @Nullable StoredContent whole;

  private @Nullable IOException failure;

  /** Describes the reader that opened the part while it is on the stream. */
  private @Nullable String reader;

  /** Whether any content was read from the stream. */
  private boolean begun;

  /** Whether the rest is in the store. */
  private boolean stored;

  /**
   * Whether the rest is lost, because its reader was closed, or because the package was read on
   * without storing it.
   */
  private boolean dropped;

  private boolean claimed;
  private boolean handedOut;

  /**
   * @param headers the headers of the part
   * @param content the content on the stream
   * @param store stores the content if it has to wait
   * @param status the status of the package; it records a failure to store the content
   */
  MimePart(PartHeaders headers, PartContent content, PartStore store, ReadStatus status) {
    this.headers = headers;
    this.arriving = content;
    this.rest = content;
    this.store = store;
    this.status = status;
  }

  PartHeaders headers() {
    return headers;
  }

  /** Marks the part as referred to by the envelope; returns whether it was marked already. */
  boolean claim() {
    boolean before = claimed;
    claimed = true;
    return before;
  }

  boolean isClaimed() {
    return claimed;
  }

  /** Marks the part as handed out to the application, which may read it later. */
  MimePart handOut() {
    handedOut = true;
    return this;
  }

  /**
   * Returns the complete content from the store, and stores it first if necessary.
   *
   * @throws IOException if the content cannot be read, or some of it was read from the stream
   *     already
   */
  StoredContent whole() throws IOException {
    requireUnread();
    storeRest();
    return guardedWhole();
  }

  private StoredContent guardedWhole() throws IOException {
    if (whole == null) {
      throw alreadyRead();
    }
    return whole;
  }

  /**
   * Prepares for the next part: stores the rest of this one if it may still be read.
   *
   * @param wanted whether a part that was not requested yet is stored too
   */
  void pass(boolean wanted) throws IOException {
    boolean kept = claimed || handedOut || (wanted && headers.contentId() != null);
    if (kept && !dropped && !arriving.isEnded()) {
      storeRest();
    }
    dropped |= !kept;
  }

  /** Stores the rest of the content. A failure is final, since some content is lost then. */
  private void storeRest() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (stored) {
      return;
    }
    try {
      StoredContent content = store.store(rest);
      rest = content.getInputStream();
      whole = begun ? null : content;
      stored = true;
    } catch (LimitExceededException e) {
      throw status.fail(e);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Opens the content.
   *
   * @param by describes the reader, for the message of a later failure
   * @throws IOException if the message is closed, or some content was read from the stream already
   */
  InputStream open(String by) throws IOException {
    store.requireOpen();
    if (whole == null) {
      requireUnread();
      if (reader == null) {
        reader = by;
        return new Arriving();
      }
      storeRest();
    }
    return guardedWhole().getInputStream();
  }

  /** Opens the content for a caller that reads all of it into memory. */
  InputStream openForMemory() throws IOException {
    return store.forMemory(open("a reader that keeps it in memory"), status);
  }

  private void requireUnread() throws IOException {
    if (whole == null && (begun || dropped)) {
      status.check();
      throw alreadyRead();
    }
  }

  private IOException alreadyRead() {
    String id = "The content of part <" + LogText.of(String.valueOf(headers.contentId())) + "> ";
    return new IOException(
        begun
            ? id
                + "was read from the stream by "
                + reader
                + " already; call BinaryContent.buffer() before reading it to open it again"
            : id + "was not requested before the package was read to its end");
  }

  /** Reads the content from the stream, or from the store once the rest was stored. */
  private final class Arriving extends BlockInputStream {
    private boolean closed;

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("The stream is closed");
      }
      store.requireOpen();
      begun = whole == null;
      return rest.read(bytes, offset, length);
    }

    /** Closes the stream. The rest of the content is skipped, not stored. */
    @Override
    public void close() {
      closed = true;
      if (begun) {
        dropped = true;
      } else {
        reader = null;
      }
    }
  }
}
