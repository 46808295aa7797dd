package io.steatite.mtom;

import jakarta.activation.DataSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts to write after the envelope, in the order in which the envelope refers to them. */
final class OutgoingParts implements Closeable {
  /** Thrown if content of unknown size would have to be opened only to measure the package. */
  static final class UnknownSizeException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private final PackageNames names;
  private final PartStore store;
  private final int threshold;
  private final boolean measuring;
  private final List<OutgoingPart> waiting = new ArrayList<>();
  private int written;

  /**
   * @param names provides the Content-IDs
   * @param store stores content that is written piece by piece; it is closed with the parts
   * @param threshold the least size of a part, in bytes
   * @param measuring whether content of unknown size is refused, because the package is only
   *     measured
   */
  OutgoingParts(PackageNames names, PartStore store, int threshold, boolean measuring) {
    this.names = names;
    this.store = store;
    this.threshold = threshold;
    this.measuring = measuring;
  }

  int threshold() {
    return threshold;
  }

  /**
   * Opens content of unknown size.
   *
   * @throws UnknownSizeException if the package is only measured
   */
  InputStream open(DataSource content) throws IOException {
    if (measuring) {
      throw new UnknownSizeException();
    }
    return content.getInputStream();
  }

  /** Returns a stream that stores content which is written piece by piece. */
  StoreStream storeStream() {
    return store.stream();
  }

  /**
   * Adds a part.
   *
   * @param contentType the value of the Content-Type field
   * @param content the content; it is closed with the parts, also if this method throws
   * @return the Content-ID of the part, without angle brackets
   * @throws IllegalArgumentException if the content type contains a character that a header field
   *     must not contain
   */
  String add(String contentType, OutgoingPart.Content content) {
    String contentId = names.contentId(waiting.size() + 1);
    waiting.add(new OutgoingPart(contentId, contentType, content));
    requireFieldValue(contentType);
    return contentId;
  }

  /**
   * Returns whether a text contains only characters that a header field may contain: printable
   * ASCII.
   */
  static boolean isFieldValue(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static void requireFieldValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            String.format(
                "Invalid character %#04x at index %d in the content type of a part", (int) c, i));
      }
    }
  }

  /** Returns the parts added so far. */
  List<OutgoingPart> all() {
    return List.copyOf(waiting);
  }

  /** Writes all parts, and closes each after it is written. */
  void writeTo(PackageWriter mime) throws IOException {
    while (written < waiting.size()) {
      try (OutgoingPart part = waiting.get(written++)) {
        mime.part(part);
      }
    }
  }

  /** Closes the parts that were not written, and the store. */
  @Override
  public void close() throws IOException {
    @Nullable IOException failure = null;
    try (store) {
      while (written < waiting.size()) {
        try {
          waiting.get(written++).close();
        } catch (IOException e) { // close the other parts too
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }
}
