package io.steatite.mtom;

import io.steatite.envelope.MalformedMessageException;
import io.steatite.internal.LogText;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a package. The package is read forward, only as far as parts are requested. If
 * a later part is requested, the parts before it that may still be needed are stored.
 *
 * <p>Not safe for use by several threads at a time.
 */
final class MimePackage implements Closeable {
  private final PartReader reader;
  private final PartStore store;
  private final Map<String, MimePart> parts = new LinkedHashMap<>();
  private @Nullable MimePart root;
  private @Nullable MimePart current;
  private boolean ended;

  MimePackage(PartReader reader, PartStore store) {
    this.reader = reader;
    this.store = store;
  }

  /**
   * Returns the root part, which contains the envelope (RFC 2387 section 3.2, R4133).
   *
   * @param start its Content-ID; null for the first part
   * @throws MalformedMessageException if there is no such part
   */
  MimePart root(@Nullable ContentReference start) throws IOException {
    MimePart part = advance(true);
    while (part != null && start != null && !start.matches(part.headers().contentId())) {
      part = advance(true);
    }
    if (part == null) {
      throw new MalformedMessageException(
          start == null
              ? "The MIME package has no parts"
              : "The MIME package has no root part " + start);
    }
    part.claim();
    root = part;
    return part;
  }

  /**
   * Returns the part that an {@code xop:Include} refers to.
   *
   * @throws MalformedMessageException if there is no such part, or another {@code xop:Include}
   *     refers to it
   */
  MimePart included(ContentReference reference) throws IOException {
    MimePart part = find(reference);
    if (part == null) {
      throw new MalformedMessageException(
          "The MIME package has no part " + reference + " for an xop:Include");
    }
    if (part.claim()) {
      throw new MalformedMessageException(
          part == root
              ? "An xop:Include refers to the root part " + reference
              : "Two xop:Include refer to the part " + reference);
    }
    return part;
  }

  /**
   * Returns the part with a Content-ID if no {@code xop:Include} has referred to it, which makes it
   * an attachment.
   */
  Optional<MimePart> attachment(ContentReference reference) throws IOException {
    return Optional.ofNullable(find(reference))
        .filter(Predicate.not(MimePart::isClaimed))
        .map(MimePart::handOut);
  }

  /**
   * Reads the package to its end; returns all parts with a Content-ID to which no {@code
   * xop:Include} has referred.
   */
  Stream<MimePart> attachments() throws IOException {
    while (!ended) {
      advance(true);
    }
    return parts.values().stream()
        .filter(Predicate.not(MimePart::isClaimed))
        .map(MimePart::handOut);
  }

  /**
   * Reads the package to its end. The rest of parts that were handed out is stored; other parts are
   * checked and skipped.
   *
   * @throws MalformedMessageException if the rest is malformed, or two parts have the same
   *     Content-ID
   */
  void requireEnd() throws IOException {
    while (!ended) {
      advance(false);
    }
  }

  /**
   * Reads and checks the package to its end, without storing anything. Stops if more bytes are left
   * than allowed.
   *
   * @param most the most bytes to read; exceeded by at most one buffer
   * @throws MalformedMessageException if the rest is malformed, or two parts have the same
   *     Content-ID
   */
  void requireEndWithin(int most) throws IOException {
    long last = reader.arrived() + most;
    while (!ended && reader.arrived() <= last && reader.readToEndWithin(last)) {
      enterNext();
    }
  }

  /** Returns the part that a reference matches, and reads the package forward until it is found. */
  private @Nullable MimePart find(ContentReference reference) throws IOException {
    MimePart part = parts.get(reference.unescaped());
    if (part == null) {
      part = parts.get(reference.raw());
    }
    while (part == null && !ended) {
      MimePart next = advance(true);
      part = next != null && reference.matches(next.headers().contentId()) ? next : null;
    }
    return part;
  }

  /**
   * Goes to the next part.
   *
   * @param wanted whether parts that were not requested yet are stored too
   */
  private @Nullable MimePart advance(boolean wanted) throws IOException {
    if (current != null) {
      current.pass(wanted);
    }
    return enterNext();
  }

  /** Goes to the next part; the rest of the current one is skipped. */
  private @Nullable MimePart enterNext() throws IOException {
    PartHeaders headers = reader.next();
    ended = headers == null;
    current =
        headers == null ? null : new MimePart(headers, reader.content(), store, reader.status());
    if (current != null && headers != null && headers.contentId() != null) {
      register(headers.contentId(), current);
    }
    return current;
  }

  private void register(String contentId, MimePart part) {
    if (parts.put(contentId, part) != null) {
      throw reader
          .status()
          .fail(
              new MalformedMessageException(
                  "Two MIME parts have the Content-ID <"
                      + LogText.of(contentId)
                      + "> (RFC 2045 section 7)"));
    }
  }

  /** Returns the error in the package, if one was found. */
  Optional<RuntimeException> failure() {
    return reader.status().failure(RuntimeException.class);
  }

  /** Closes the stream without reading the rest, and removes the stored parts. */
  @Override
  public void close() throws IOException {
    try (store) {
      reader.close();
    }
  }
}
