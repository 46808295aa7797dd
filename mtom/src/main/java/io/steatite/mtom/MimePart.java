package io.steatite.mtom;

import io.steatite.LimitExceededException;
import io.steatite.internal.BlockInputStream;
import io.steatite.internal.LogText;
import io.steatite.internal.ReadStatus;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a package. It is on the stream as long as it is the current one: then it can be read
 * once, and a reader in the middle of it does not notice when the rest is stored because the
 * package is read on. Once it is stored it can be read any number of times.
 */
final class MimePart {
  private final PartHeaders headers;
  private final PartStore store;
  private final ReadStatus status;
  private final PartContent arriving;

  /** What was not read by the one who reads the part from the stream. */
  private InputStream rest;

  /** The whole content, if it was stored before anything was read of it. */
  private @Nullable StoredContent whole;

  private @Nullable IOException failure;

  /** What has opened the part while it is on the stream. */
  private @Nullable String reader;

  /** Whether something was read of the part while it is on the stream. */
  private boolean begun;

  /** Whether the rest is stored. */
  private boolean stored;

  /** Whether the rest is lost: its reader was closed, or the package was read on without it. */
  private boolean dropped;

  private boolean claimed;
  private boolean handedOut;

  /**
   * @param content the content on the stream
   * @param status of the package; records that there is too much to store
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

  /** Marks the part as referred to; tells whether it was so already. */
  boolean claim() {
    boolean before = claimed;
    claimed = true;
    return before;
  }

  boolean isClaimed() {
    return claimed;
  }

  /** Marks the part as one that can be asked for its content. */
  MimePart handOut() {
    handedOut = true;
    return this;
  }

  /**
   * The whole content in the store.
   *
   * @throws IOException if it cannot be read, or something was read of it while it was on the
   *     stream
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
   * Makes way for the next part.
   *
   * @param wanted whether content that was not asked for yet is kept as well
   */
  void pass(boolean wanted) throws IOException {
    boolean kept = claimed || handedOut || (wanted && headers.contentId() != null);
    if (kept && !dropped && !arriving.isEnded()) {
      storeRest();
    }
    dropped |= !kept;
  }

  /** If this fails it fails for good, since some of the content is lost then. */
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
   * @param by what opens it, for the message to the one who comes second
   * @throws IOException if the message is closed, or something was read of the part while it was on
   *     the stream
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

  /** Opens the content for one who keeps it in memory. */
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

  /** The content as it arrives, or from the store once it had to make way. */
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

    /** What was not read of the content is skipped, not stored. */
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
