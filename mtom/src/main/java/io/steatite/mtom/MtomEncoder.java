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
 * Messages as MIME packages: the envelope in the root part, binary content of its elements in parts
 * beside it (SOAP Message Transmission Optimization Mechanism; SOAP 1.1 Binding for MTOM 1.0).
 *
 * <p>Writes a package always, even if there is only the root part in it; reads text as well, and
 * SOAP with Attachments ({@link Attachments}). What becomes a part is content written through
 * {@code BinaryContent} or typed access, and text that is canonical base64, from a threshold on.
 *
 * <p>Immutable, safe to share between threads.
 *
 * @see <a href="https://www.w3.org/TR/soap12-mtom/">MTOM</a>
 * @see <a href="https://www.w3.org/TR/xop10/">XOP</a>
 */
public final class MtomEncoder implements MessageEncoder {
  /** The smallest content whose base64 text has 1024 characters (rule B4152). */
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

  /** Packages in the given versions, with the default limits. */
  public static MtomEncoder of(SoapVersion first, SoapVersion... more) {
    return of(TextEncoder.of(first, more));
  }

  /** Packages whose envelopes are like those of the text encoder: versions, charset, XML limits. */
  public static MtomEncoder of(TextEncoder text) {
    return new MtomEncoder(text, MimeLimits.DEFAULT, DEFAULT_THRESHOLD, null, false, false, true);
  }

  /** This encoder with other limits for packages. */
  public MtomEncoder withLimits(MimeLimits value) {
    return new MtomEncoder(text, value, threshold, directory, strict, onlyWhenUseful, protecting);
  }

  /**
   * This encoder with another threshold: shorter content travels as base64 text in the envelope.
   *
   * @param bytes how long content must be, decoded, to become a part; 0 for any
   */
  public MtomEncoder withThreshold(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("The threshold must not be negative, was " + bytes);
    }
    return new MtomEncoder(text, limits, bytes, directory, strict, onlyWhenUseful, protecting);
  }

  /** This encoder, keeping large content that has to wait in files of the given directory. */
  public MtomEncoder withTemporaryDirectory(Path value) {
    return new MtomEncoder(text, limits, threshold, value, strict, onlyWhenUseful, protecting);
  }

  /**
   * This encoder, reading packages strictly or not. By default it reads what can be understood. A
   * strict one refuses what breaks rules R4131 to R4149: a {@code type} parameter without quotes,
   * no {@code start-info}, a root part with headers missing, lines that end with LF alone.
   */
  public MtomEncoder withStrictReading(boolean value) {
    return new MtomEncoder(text, limits, threshold, directory, value, onlyWhenUseful, protecting);
  }

  /**
   * This encoder, writing packages only where there is something to optimize. By default it writes
   * a package always, as WCF does and expects. A message whose body is on a stream, or that holds
   * content of unknown size or has a long envelope, is written as a package in any case.
   */
  public MtomEncoder withPackagesOnlyWhenUseful(boolean value) {
    return new MtomEncoder(text, limits, threshold, directory, strict, value, protecting);
  }

  /**
   * This encoder, protecting leading white space or not. By default an empty CDATA section comes
   * before text that begins with white space, because the MTOM reader of WCF drops white space at
   * the start of an element's text otherwise. The infoset of the message is the same either way.
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
   * Some stacks put the media type of the envelope where that of the XOP document belongs, and SOAP
   * with Attachments has it there; then the root part tells which of them it is.
   */
  private boolean canBeRoot(String type) {
    return type.equalsIgnoreCase(Xop.MEDIA_TYPE)
        || versions().stream().anyMatch(version -> type.equalsIgnoreCase(version.mediaType()));
  }

  @Override
  public Message decode(InputStream in, MediaType mediaType, ResourceAccount account)
      throws IOException {
    if (!canRead(mediaType)) {
      throw new IllegalArgumentException("Cannot read " + mediaType);
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
          "This encoder writes " + versions() + ", the message is " + message.version());
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
