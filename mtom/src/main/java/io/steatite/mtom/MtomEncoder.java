package io.steatite.mtom;

import io.steatite.ResourceAccount;
import io.steatite.envelope.Message;
import io.steatite.envelope.SoapVersion;
import io.steatite.envelope.encoding.MediaType;
import io.steatite.envelope.encoding.MessageEncoder;
import io.steatite.envelope.encoding.OutgoingEntity;
import io.steatite.envelope.encoding.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes messages as MIME packages: the envelope in the root part, binary content of its
 * elements in further parts (SOAP Message Transmission Optimization Mechanism; SOAP 1.1 Binding for
 * MTOM 1.0).
 *
 * <p>It always writes a package, even one with the root part only, unless {@link
 * #withPackagesOnlyWhenUseful} is set. It also reads plain text envelopes, and SOAP with
 * Attachments ({@link Attachments}). Content becomes a part if it is written through {@code
 * BinaryContent} or typed access, or is text in canonical base64, and is at least as long as the
 * threshold.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @see <a href="https://www.w3.org/TR/soap12-mtom/">MTOM</a>
 * @see <a href="https://www.w3.org/TR/xop10/">XOP</a>
 */
public final class MtomEncoder implements MessageEncoder {
  /**
   * The default threshold in bytes: the smallest content whose base64 text has 1024 characters
   * (rule B4152).
   */
  public static final int DEFAULT_THRESHOLD = 768;

  private final TextEncoder text;
  private final MimeLimits limits;
  private final int threshold;
  private final @Nullable Path directory;
  private final boolean strict;
  private final boolean onlyWhenUseful;
  private final boolean protecting;

  private MtomEncoder(
      TextEncoder text,
      MimeLimits limits,
      int threshold,
      @Nullable Path directory,
      boolean strict,
      boolean onlyWhenUseful,
      boolean protecting) {
    this.text = text;
    this.limits = limits;
    this.threshold = threshold;
    this.directory = directory;
    this.strict = strict;
    this.onlyWhenUseful = onlyWhenUseful;
    this.protecting = protecting;
  }

  /** Returns an encoder for the given SOAP versions, with the default limits. */
  public static MtomEncoder of(SoapVersion first, SoapVersion... more) {
    return of(TextEncoder.of(first, more));
  }

  /**
   * Returns an encoder whose envelopes have the versions, the charset and the XML limits of a text
   * encoder.
   */
  public static MtomEncoder of(TextEncoder text) {
    return new MtomEncoder(text, MimeLimits.DEFAULT, DEFAULT_THRESHOLD, null, false, false, true);
  }

  /** Returns this encoder with other limits for packages. */
  public MtomEncoder withLimits(MimeLimits value) {
    return new MtomEncoder(text, value, threshold, directory, strict, onlyWhenUseful, protecting);
  }

  /**
   * Returns this encoder with another threshold. Shorter content is written as base64 text in the
   * envelope.
   *
   * @param bytes the least size of a part, in bytes before base64 encoding; 0 makes all binary
   *     content a part
   * @throws IllegalArgumentException if {@code bytes} is negative
   */
  public MtomEncoder withThreshold(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("The threshold must not be negative, was " + bytes);
    }
    return new MtomEncoder(text, limits, bytes, directory, strict, onlyWhenUseful, protecting);
  }

  /**
   * Returns this encoder with a directory for temporary files, which hold large content that has to
   * wait. The default is the system property {@code java.io.tmpdir}.
   */
  public MtomEncoder withTemporaryDirectory(Path value) {
    return new MtomEncoder(text, limits, threshold, value, strict, onlyWhenUseful, protecting);
  }

  /**
   * Returns this encoder with strict or lenient reading. The default is lenient: every package is
   * read that can be understood. A strict encoder refuses packages that violate rules R4131 to
   * R4149: a {@code type} parameter without quotes, no {@code start-info}, missing headers in the
   * root part, lines that end with LF alone.
   */
  public MtomEncoder withStrictReading(boolean value) {
    return new MtomEncoder(text, limits, threshold, directory, value, onlyWhenUseful, protecting);
  }

  /**
   * Returns this encoder with packages written always (the default, as WCF writes and expects them)
   * or only if a message has a part besides the root part. A package is always written if the body
   * is on a stream, if content has an unknown size, or if the envelope is long, since these cannot
   * be examined before writing.
   */
  public MtomEncoder withPackagesOnlyWhenUseful(boolean value) {
    return new MtomEncoder(text, limits, threshold, directory, strict, value, protecting);
  }

  /**
   * Returns this encoder with or without protection of leading white space. By default, text that
   * begins with white space is preceded by an empty CDATA section, because the MTOM reader of WCF
   * drops white space at the start of the text of an element. The infoset is the same either way.
   */
  public MtomEncoder withLeadingWhitespaceProtected(boolean value) {
    return new MtomEncoder(text, limits, threshold, directory, strict, onlyWhenUseful, value);
  }

  @Override
  public Set<SoapVersion> versions() {
    return text.versions();
  }

  @Override
  public boolean canRead(MediaType mediaType) {
    return mediaType.is(Xop.PACKAGE_TYPE)
        ? mediaType.parameter("type").map(this::canBeRoot).orElse(true)
        : text.canRead(mediaType);
  }

  /**
   * Returns whether the {@code type} parameter of a package is acceptable. It should be the media
   * type of XOP; some stacks write the media type of the envelope instead, and SOAP with
   * Attachments requires that. The root part then tells which of the two it is.
   */
  private boolean canBeRoot(String type) {
    return type.equalsIgnoreCase(Xop.MEDIA_TYPE)
        || versions().stream().anyMatch(version -> type.equalsIgnoreCase(version.mediaType()));
  }

  @Override
  public Message decode(InputStream in, MediaType mediaType, ResourceAccount account)
      throws IOException {
    if (!canRead(mediaType)) {
      throw new IllegalArgumentException("This encoder cannot read " + mediaType);
    }
    return mediaType.is(Xop.PACKAGE_TYPE)
        ? decodePackage(in, mediaType, account)
        : text.decode(in, mediaType, account);
  }

  private Message decodePackage(InputStream in, MediaType mediaType, ResourceAccount account)
      throws IOException {
    PartStore store = new PartStore(limits, directory, account);
    try {
      if (strict) {
        PackageRules.checkType(mediaType);
      }
      PartReader reader = new PartReader(in, MtomReader.boundary(mediaType), limits, strict);
      MimePackage parts = new MimePackage(reader, store);
      return new MtomReader(text.stax(), versions(), mediaType, parts, strict, account).read();
    } catch (Throwable e) {
      try (store;
          in) {
        throw e;
      }
    }
  }

  @Override
  public OutgoingEntity encode(Message message) {
    if (!versions().contains(message.version())) {
      throw new IllegalArgumentException(
          "This encoder writes " + versions() + ", but the message is " + message.version());
    }
    MtomEntity entity =
        new MtomEntity(
            message,
            text,
            threshold,
            protecting,
            () -> new PartStore(limits, directory, ResourceAccount.unlimited()));
    return onlyWhenUseful && entity.isEnvelopeAlone() ? text.encode(message) : entity;
  }

  @Override
  public String toString() {
    return "MTOM "
        + versions()
        + ' '
        + text.charset()
        + ", parts from "
        + threshold
        + " bytes"
        + (strict ? ", reading strictly" : "")
        + (onlyWhenUseful ? ", packages only when useful" : "");
  }
}
