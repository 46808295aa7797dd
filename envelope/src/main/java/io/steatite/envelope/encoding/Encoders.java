package io.steatite.envelope.encoding;

import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The encoders of a channel stack: one writes the messages, and each reads the media types that it
 * knows. The first encoder that can read a media type is used.
 *
 * <p>Immutable, safe to share between threads.
 */
public final class Encoders {
  private final List<MessageEncoder> all;

  private Encoders(List<MessageEncoder> all) {
    this.all = all;
  }

  /**
   * Returns a set of encoders.
   *
   * @param writing writes all messages, and reads those of its media types
   * @param alsoReading only read
   */
  public static Encoders of(MessageEncoder writing, List<MessageEncoder> alsoReading) {
    return new Encoders(Stream.concat(Stream.of(writing), alsoReading.stream()).toList());
  }

  /** Returns the encoder that writes. */
  public MessageEncoder writing() {
    return all.get(0);
  }

  /** Returns the encoder that reads the media type; empty if none does. */
  public Optional<MessageEncoder> reading(MediaType mediaType) {
    return all.stream().filter(encoder -> encoder.canRead(mediaType)).findFirst();
  }

  /** Returns the SOAP versions that any of the encoders reads, the oldest first. */
  public SortedSet<SoapVersion> versions() {
    SortedSet<SoapVersion> versions = new TreeSet<>();
    all.forEach(encoder -> versions.addAll(encoder.versions()));
    return Collections.unmodifiableSortedSet(versions);
  }

  /**
   * Prepares a message for sending. A message in a version that the writing encoder does not write,
   * such as the VersionMismatch fault for an older version, is written as text.
   */
  public OutgoingEntity encode(Message message) {
    MessageEncoder writing = writing();
    return writing.versions().contains(message.version())
        ? writing.encode(message)
        : TextEncoder.of(message.version()).encode(message);
  }

  /** Lists the writing encoder, then those that only read. */
  @Override
  public String toString() {
    return all.stream().map(MessageEncoder::toString).collect(Collectors.joining(", reads "));
  }
}
