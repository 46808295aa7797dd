package io.steatite.mtom;

import io.steatite.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a package: still on the stream as long as it is the current one, in the store after
 * that. Whoever reads it does not notice the move.
 */
final class MimePart {
  private final PartHeaders headers;
  private final PartStore store;
  private final Guard guard;
  private final PartContent arriving;
  private InputStream rest;
  private @Nullable StoredContent stored;
  private @Nullable IOException failure;
  private boolean claimed;

  /**
   * @param content the content on the stream
   * @param guard remembers if there is too much to store
   */
  MimePart(PartHeaders headers, PartContent content, PartStore store, Guard guard) {
    this.headers = headers;
    this.arriving = content;
    this.rest = content;
    this.store = store;
    this.guard = guard;
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

  /**
   * Moves what is left of the content from the stream to the store. If that fails it fails for
   * good, since some of the content is lost then.
   */
  StoredContent store() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (stored == null) {
      try {
        stored = store.store(rest);
        rest = stored.getInputStream();
      } catch (LimitExceededException e) {
        throw guard.failed(e);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
    return stored;
  }

  /** Makes way for the next part; content that nobody can ask for is not kept. */
  void pass() throws IOException {
    if (!arriving.isEnded() && (claimed || headers.contentId() != null)) {
      store();
    }
  }

  /** The content, to be read once. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return rest.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return rest.read(bytes, offset, length);
      }
    };
  }
}
