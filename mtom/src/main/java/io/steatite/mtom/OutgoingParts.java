package io.steatite.mtom;

import jakarta.activation.DataSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts that wait for the end of the envelope, in the order in which it refers to them. */
final class OutgoingParts implements Closeable {
  /** Content was met that must not be opened for measuring only. */
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
   * @param store for content that is written piece by piece; closed with the parts
   * @param threshold how many bytes content must have to become a part
   * @param measuring whether content of unknown size is out of the question
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
   * @throws UnknownSizeException if it is only to be measured
   */
  InputStream open(DataSource content) throws IOException {
    if (measuring) {
      throw new UnknownSizeException();
    }
    return content.getInputStream();
  }

  /** Somewhere to put content that comes in pieces. */
  StoreStream storeStream() {
    return store.stream();
  }

  /**
   * Takes a part.
   *
   * @param contentType what the Content-Type field is to say
   * @param content closed by this object, also if it is refused
   * @return its Content-ID, without angle brackets
   * @throws IllegalArgumentException if the content type cannot stand in a header field
   */
  String add(String contentType, OutgoingContent content) {
    String contentId = names.contentId(waiting.size() + 1);
    waiting.add(new OutgoingPart(contentId, contentType, content));
    requireFieldValue(contentType);
    return contentId;
  }

  /** Whether the text can stand in a header field. */
  static boolean isFieldValue(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static void requireFieldValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        throw new IllegalArgumentException(
            String.format("Character %#04x at %d in the content type of a part", (int) c, i));
      }
    }
  }

  /** The parts taken so far. */
  List<OutgoingPart> all() {
    return List.copyOf(waiting);
  }

  /** Writes all parts, closing each. */
  void writeTo(PackageWriter mime) throws IOException {
    while (written < waiting.size()) {
      try (OutgoingPart part = waiting.get(written++)) {
        mime.part(part);
      }
    }
  }

  /** Closes the parts that were not written, and removes what was stored. */
  @Override
  public void close() throws IOException {
    @Nullable IOException failure = null;
    try (store) {
      while (written < waiting.size()) {
        try {
          waiting.get(written++).close();
        } catch (IOException e) { // the others are closed all the same
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }
}
