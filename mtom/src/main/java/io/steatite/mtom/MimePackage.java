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
 * Reads a package forward, as far as its parts are asked for. When a later part is asked for, the
 * parts before it that may still be needed are stored.
 *
 * <p>Belongs to one thread at a time.
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
   * The part with the envelope (RFC 2387 section 3.2, R4133).
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
   * The part that an {@code xop:Include} refers to.
   *
   * @throws MalformedMessageException if there is no such part, or it is referred to already
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
   * The part of that name that nothing has referred to, so that it is an attachment rather than
   * content of the envelope.
   */
  Optional<MimePart> attached(ContentReference reference) throws IOException {
    return Optional.ofNullable(find(reference))
        .filter(Predicate.not(MimePart::isClaimed))
        .map(MimePart::handOut);
  }

  /** All parts with a name that nothing has referred to; reads the package to its end. */
  Stream<MimePart> attached() throws IOException {
    while (!ended) {
      advance(true);
    }
    return parts.values().stream()
        .filter(Predicate.not(MimePart::isClaimed))
        .map(MimePart::handOut);
  }

  /**
   * Reads the package to its end. Stores what is left of the parts that were handed out; parts that
   * were not are checked and skipped.
   *
   * @throws MalformedMessageException if the rest is no package, or two parts have one Content-ID
   */
  void requireEnd() throws IOException {
    while (!ended) {
      advance(false);
    }
  }

  /**
   * Reads and checks the package to its end, storing nothing, unless more of it is left than that.
   *
   * @param most how many bytes to read, give or take a buffer
   * @throws MalformedMessageException if the rest is no package, or two parts have one Content-ID
   */
  void requireEndWithin(int most) throws IOException {
    long last = reader.arrived() + most;
    while (!ended && reader.arrived() <= last && reader.endWithin(last)) {
      enterNext();
    }
  }

  /** Reads on until the part comes. */
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
   * @param wanted whether parts that were not asked for yet are kept as well
   */
  private @Nullable MimePart advance(boolean wanted) throws IOException {
    if (current != null) {
      current.pass(wanted);
    }
    return enterNext();
  }

  /** Goes to the next part; what is left of the current one is skipped. */
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

  /** What was wrong with the package, if something was. */
  Optional<RuntimeException> failure() {
    return reader.status().failure(RuntimeException.class);
  }

  /** Closes the stream, however much of it is unread, and removes what was stored. */
  @Override
  public void close() throws IOException {
    try (store) {
      reader.close();
    }
  }
}
