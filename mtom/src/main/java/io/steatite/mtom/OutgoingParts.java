package io.steatite.mtom;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** The parts that wait for the end of the envelope, in the order in which it refers to them. */
final class OutgoingParts implements Closeable {
  private final PackageNames names;
  private final Deque<OutgoingPart> waiting = new ArrayDeque<>();
  private int count;

  OutgoingParts(PackageNames names) {
    this.names = names;
  }

  /**
   * Takes a part.
   *
   * @param contentType what the Content-Type field is to say
   * @return its Content-ID, without angle brackets
   * @throws IllegalArgumentException if the content type cannot stand in a header field
   */
  String add(String contentType, InputStream content) {
    requireFieldValue(contentType);
    String contentId = names.contentId(++count);
    waiting.add(new OutgoingPart(contentId, contentType, content));
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

  /** Writes all parts, closing each. */
  void writeTo(PackageWriter mime) throws IOException {
    while (!waiting.isEmpty()) {
      try (OutgoingPart part = waiting.remove()) {
        mime.part(part);
      }
    }
  }

  /** Closes the parts that were not written. */
  @Override
  public void close() throws IOException {
    while (!waiting.isEmpty()) {
      waiting.remove().close();
    }
  }
}
